"""English words by which comments name the areas of the taxonomy, as plain data.

``…`` stands for a few words in between, ``*`` for the rest of a word.
"""

TOPICS: dict[str, tuple[str, ...]] = {
    "RESP-1": (
        *("responsib*…pass* down", "responsib*…hand* down", "pressure…branches"),
        *("pass* down…responsib*", "hand* down…responsib*", "pressure…level"),
        *(
            "transmission of responsib*",
            "transmission of pressure",
            "chain of responsib*",
        ),
        *("responsib*…passed on", "responsib*…reach*", "pressure…handed on"),
    ),
    "RESP-2": (
        *("responsibility system", "system of responsib*", "list of responsib*"),
        *("list of…responsib*", "duty list*", "dual responsib*", "list of duties"),
        *("responsibilities for Party building", "Party-building responsib*"),
        "Party building responsib*",
    ),
    "RESP-3": (
        *("principal responsib*", "main responsib*", "responsib*…strict governance"),
        "primary responsib*",
    ),
    "RESP-4": ("follow-up checks", "on-the-spot checks", "supervis*…of tasks"),
    "RESP-5": (
        *(
            "first responsible",
            "leadership of Party building",
            "attention…Party building",
        ),
        *(
            "first person responsible",
            "time for Party building",
            "time on Party building",
        ),
        *("energy…Party building", "time…Party building", "attention to Party work"),
    ),
    "ROLE-1": (
        *("role", "role played", "play…role", "plays…role", "role of…members"),
        *("fighting fortress", "fortress", "cohesion", "rallying power"),
        *("role…fortress", "stronghold"),
    ),
    "ROLE-2": (
        *("exemplary role", "exemplary role of members", "vanguard role", "vanguard"),
        *("set…example*", "sets…example*", "role models", "members…example"),
        *("lead* by example", "members…front line", "members…lead*"),
    ),
    "FUSE-1": (
        *("merging", "merging with central work", "fusion", "integration"),
        *("Party building…merge*", "Party building…fuse*", "Party building…tied"),
        *("Party building…integrate*", "Party work…integrate*", "Party work…tied"),
        *("Party building…combined", "Party building…link*", "Party work…link*"),
        *("Party building…serve*", "Party work…serve*"),
    ),
    "LIFE-1": (
        *("organization life", "organizational life", "political function"),
        *(
            "theme Party day*",
            "Party day*",
            "Party activity",
            "Party activities",
            "branch activities",
        ),
        *("activities of the branch*", "Party life"),
    ),
    "LIFE-2": (
        *("three meetings and one lecture", "three meetings", "general meeting*"),
        *("Party lecture*", "branch meeting*", "meetings of the branch*"),
        *("members' meeting*", "committee meetings"),
    ),
    "LIFE-3": (
        *("criticism and self-criticism", "self-criticism", "democratic life meeting*"),
        *("mutual criticism", "criticism", "organization life meeting*"),
        *("heart-to-heart talks", "appraisal of members"),
    ),
    "IDEO-1": (
        *("political education", "form* of education", "form* of study"),
        *("education of members", "members' education", "training of members"),
        *("method* of education", "education…members", "Party education"),
    ),
    "IDEO-2": (
        *("theory study", "study and education", "theoretical study", "study"),
        *("study of theory", "political study", "theory", "theoretical knowledge"),
        *("theor*…stud*", "study sessions", "study of…thought", "studied"),
        *("theor* is studied", "theor*…learn*"),
    ),
    "MGMT-1": (
        *("management of members", "member management", "management of Party members"),
        *("supervision of members", "supervision of Party members", "discipline"),
        *("management and supervision", "managing members", "manage…members"),
        *("day-to-day management", "daily management", "organizational discipline"),
    ),
    "MGMT-3": (
        "dues",
        "membership dues",
        "Party dues",
        "pay…dues",
        "collection of dues",
    ),
    "MGMT-4": (
        *("admission of members", "admi*…members", "admission procedure"),
        *("candidates for membership", "applicants for membership", "new members"),
        *("recruit*…members", "admission of new members", "probationary members"),
        *("files of candidates", "files of candidates for membership", "activists"),
    ),
    "MGMT-5": (
        *("mobile members", "mobile Party members", "migrant members"),
        *("members…working away", "members who work away", "members…away from home"),
        *("members who have moved", "members who left"),
    ),
    "ORG-1": (
        *("organizational power", "organizing power", "organizational capacity"),
        *("branch building", "building of the branch*", "standard* of the branch*"),
    ),
    "ORG-2": (
        *("branch committee", "leadership team", "organization member"),
        *("committee member*", "branch committee…member", "members of the committee"),
        *("seats on the committee", "leading group"),
    ),
    "ORG-3": (
        *("election of a new term", "election* of…committee*", "term of office"),
        *("elect* a new committee", "new election*", "elect*…new committee*"),
        *("past…term", "end of…term", "re-election", "elections"),
    ),
    "ORG-4": (
        *("Party-affairs staff", "Party affairs staff", "Party-affairs worker*"),
        *("Party worker*", "full-time Party workers", "staff for Party", "Party staff"),
        *("Party affairs worker*", "full-time staff"),
    ),
    "ORG-5": (
        *("coverage of the non-public sector", "organization* coverage"),
        *("Party coverage", "private firms…Party", "private companies…Party"),
        *("non-public…Party", "coverage of the Party", "work coverage"),
        *(
            "firms…Party branch*",
            "companies…Party branch*",
            "enterprises…Party branch*",
        ),
    ),
    "INT-1": (
        *("integrity risk*", "integrity", "clean government", "corruption risk*"),
        *("anti-corruption", "warning education", "risk* of corruption"),
    ),
    "INNO-1": (
        *("distinctive brand", "distinctive practice*", "brand", "brands"),
        *("distinctive feature*", "highlight*", "features of its own", "showcase*"),
        *("practice* worth copying", "exemplary practice*"),
    ),
    "INNO-2": (
        *("initiative", "innovation", "innovat*", "new ideas", "new ways", "creativ*"),
        *("ideas of…own", "ways of…own", "proactive*"),
    ),
    "MECH-1": (
        *("assessment", "assessment mechanism", "quantif*", "appraisal", "indicators"),
        *("evaluation", "measurable indicators", "appraisal mechanism", "incentive*"),
        *("assessment criteria", "measurable"),
    ),
    "MECH-2": (
        *(
            "files",
            "archive*",
            "filing",
            "the minutes",
            "records",
            "registers",
            "filed",
        ),
        *("record keeping", "record-keeping", "documentation", "member lists"),
        *("minutes of", "full minutes", "minutes and", "paperwork"),
    ),
    "REPORT-1": (
        *(
            "problem part",
            "self-examination",
            "report…problems",
            "analysis of problems",
        ),
        *("examination of problems", "own problems", "analysis of causes"),
    ),
    "REPORT-2": (
        *("rectification", "problems named", "problems pointed out", "put right"),
        *("corrective measures", "problems raised", "comments of last year"),
        *("problems of last year", "corrected", "problems…put right"),
    ),
    "PLACE-1": (
        *("meeting place", "place for activity", "activity place", "premises"),
        *("service center", "activity room*", "service station*", "meeting room*"),
        *("Party center", "place to meet", "facilities"),
    ),
    "ECON-1": (
        *("collective economy", "village collective economy", "collective income"),
        *("income of the village", "village income", "village collective"),
        *("village…income", "collective assets"),
    ),
}
"""Neutral words: another word of the clause decides whether they praise or blame."""
