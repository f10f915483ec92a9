"""English words that praise or blame an area by themselves, as plain data.

``…`` stands for a few words in between, ``*`` for the rest of a word.
"""

FIXED: dict[str, tuple[str, ...]] = {
    "RESP-1": (
        *("pressure fades", "pressure…fades", "pressure weakens", "stops halfway"),
        *("cold at the bottom", "stuck in the middle", "pressure drops"),
    ),
    "RESP-4": (
        *("much planning, little checking", "much planning…little checking"),
        *("given tasks but seldom asked", "planning without checking", "never checked"),
        *("nobody checks", "nobody…check", "without follow-up", "no follow-up"),
        *("handed out…but", "many orders…few checks", "plans are not followed up"),
    ),
    "ROLE-2": (
        *(
            "like ordinary residents",
            "no different from ordinary",
            "from ordinary people",
        ),
        *("told from ordinary", "told apart from ordinary"),
    ),
    "FUSE-2": (
        *("run side by side", "run separately", "two separate skins", "two skins"),
        *("goes its own way", "go their own way", "goes one way", "go separate ways"),
        *("business first, Party building second", "business before Party building"),
        *("divorced from business", "divorced from central work", "detached from"),
    ),
    "LIFE-2": (
        *("reading documents aloud replaces", "meetings…a formality"),
        *("minutes…written up afterwards", "minutes…made up", "meetings are skipped"),
    ),
    "LIFE-3": (
        *("nobody criticizes", "afraid to criticize", "afraid of offending"),
        *("too polite", "everybody is polite", "no one criticizes"),
    ),
    "IDEO-1": ("reading newspapers aloud", "reading aloud", "reading out documents"),
    "IDEO-2": ("half understood", "half-understood", "scratches the surface"),
    "MGMT-5": ("lost touch with members", "out of contact", "lost contact"),
    "ORG-1": (
        *("weak and lax organization*", "weak and lax branch*", "weak and lax"),
        *("exists on paper only", "exist on paper only", "exists only in name"),
        "in name only",
    ),
    "ORG-2": ("seat…vacant", "seats…vacant", "post of secretary is vacant"),
    "ORG-3": (
        *("election*…overdue", "overdue election*", "past their term", "past its term"),
        *("overstay*…term", "no election has been held"),
    ),
    "ORG-4": (
        *("part-time worker handles Party affairs", "Party work…single-handed"),
        *("nobody for Party affairs", "wear several hats"),
    ),
    "ORG-5": (
        *("have no Party organization", "without a Party organization"),
        *("no Party branch", "without a Party branch", "no Party organization"),
    ),
    "INNO-1": ("nothing distinctive", "nothing of its own", "nothing worth copying"),
    "INNO-2": (
        *(
            "wait for orders",
            "waits for orders",
            "waiting for orders",
            "wait* to be told",
        ),
        *(
            "wait for instructions",
            "waits for instructions",
            "waiting for instructions",
        ),
        *("old ways", "the way it was always done", "passive*"),
    ),
    "MECH-1": ("by impression", "on impressions", "gut feeling", "only qualitative"),
    "REPORT-1": (
        *("avoids the real issue", "problem part avoids the real issue"),
        *("dwells on achievements", "glosses over", "gloss over", "plays down"),
        *("skirts the problems", "skirts around", "problems…only lightly"),
        *("good news only", "hides problems", "beats about the bush"),
    ),
    "REPORT-2": (
        *("still not been put right", "not been put right", "still unsolved"),
        *("rectification on paper", "crop up again", "same problems again", "recurred"),
        "remain uncorrected",
    ),
    "PLACE-1": (
        "no place to meet",
        "nowhere to meet",
        "no meeting place",
        "no premises",
    ),
    "ECON-1": (
        *("no steady income", "no income of its own", "no stable income"),
        *("empty-shell village", "empty shell village", "lives on subsidies"),
    ),
}
"""Words that blame by themselves."""

PRAISED: dict[str, tuple[str, ...]] = {
    "ROLE-2": (
        *("in the front line", "first to step forward", "wore their badges"),
        *("stood in the front", "led the way", "lead the way", "took the lead"),
    ),
    "INNO-1": ("widely known", "copied elsewhere", "taken up elsewhere"),
    "ORG-3": ("election*…on time", "elections…completed"),
    "REPORT-2": (
        *("have been put right", "has been put right", "all been put right"),
        *("were put right", "fully corrected", "all corrected"),
    ),
    "ECON-1": ("income…grew", "income…doubled", "income…rose", "income…increased"),
}
"""Words that praise by themselves."""
