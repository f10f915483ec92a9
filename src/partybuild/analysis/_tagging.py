"""Tagging of comments by a phrase lexicon; no model, no chance."""

import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

from partybuild.analysis._tag import Degree, Polarity, Scope, Tag, Tagging
from partybuild.analysis._tag_markers import (
    ALL,
    DEMANDS,
    ELSEWHERE,
    FURTHER,
    OVERCOME,
    PARTY,
    SOME,
)
from partybuild.analysis._tag_patterns import (
    CLAUSE,
    DEGREES,
    DENIED,
    MARKER,
    SENTENCE,
    WISH,
    by_code,
    compiled,
    folded,
)
from partybuild.analysis._tag_topics import FIXED, PRAISED, TOPICS
from partybuild.duties import WEAKNESSES
from partybuild.errors import ValueRangeError

# What may stand beside the topic in a mere heading: signs of Chinese, or letters.
_FEW_SIGNS, _FEW_LETTERS, _COMMAS = 6, 20, "，,:："
_AREAS = {one.code: one.area_id for one in WEAKNESSES}
_LEXICON = (
    (by_code(FIXED), Polarity.PROBLEM),
    (by_code(PRAISED), Polarity.STRENGTH),
    (by_code(TOPICS), None),
)
_ELSEWHERE, _PARTY = compiled(ELSEWHERE), compiled(PARTY)
_DEMAND, _OVERCOME = compiled(DEMANDS), compiled(OVERCOME)
_FURTHER, _SOME, _ALL = compiled(FURTHER), compiled(SOME), compiled(ALL)
_SCOPE = re.compile(f"(?P<all>{_ALL.pattern})|(?P<some>{_SOME.pattern})")
_HARMLESS_SCOPE = re.compile(r"有的放矢|个别谈话|个别访谈|\b(?:at|of|above) all\b")


@attrs.frozen
class _Topic:
    start: int
    end: int
    code: str
    says: Polarity | None


@attrs.frozen
class _Marker:
    start: int
    end: int
    polarity: Polarity
    degree: Degree


def tag(text: str) -> Tagging:
    """Find which areas of the taxonomy a text praises or blames.

    A phrase names the area; a word of the same clause that praises or blames,
    with its negation, gives polarity and degree. A clause that asks for
    something ("必须…", "should ...") says nothing of how things are.

    Args:
        text: Comment in Chinese or English.

    Returns:
        The tags in the order of the text; `Tagging.finding` says so where
        there are none.

    Raises:
        ValueRangeError: If *text* is no text.

    Examples:
        >>> found = tag("个别支部责任传导不够有力")
        >>> [(one.code, one.polarity.value, one.scope.value) for one in found]
        [('RESP-1', 'problem', 'individual')]
        >>> tag("下午三点开会").finding.code
        'PB-TAG-01'
    """
    if type(text) is not str:
        raise ValueRangeError("text to tag", repr(text), "a str")
    read = folded(text)
    topics = _chosen(read)
    tags: list[Tag] = []
    waiting: list[_Topic] = []
    for start, end in _pieces(CLAUSE, read, topics):
        own = [t for t in topics if start <= t.start < end]
        found = _merged(_clause(read, start, end, own or waiting))
        tags.extend(found)
        # "对流动党员，管理不严": a heading waits for the clause after the comma.
        heading = own and not found and _is_heading(read, start, end, own)
        waiting = own if heading else []
    return Tagging(text, tuple(sorted(tags, key=lambda t: (t.start, t.end, t.code))))


def _merged(tags: Iterable[Tag]) -> list[Tag]:
    """Return tags of a clause; what is said twice in the same words is one tag."""
    kept: list[Tag] = []
    for new in tags:
        for at, old in enumerate(kept):
            same = (old.code, old.polarity) == (new.code, new.polarity)
            if same and old.start < new.end and new.start < old.end:
                stated = new if old.degree is Degree.UNSTATED else old
                kept[at] = attrs.evolve(
                    old,
                    degree=stated.degree,
                    start=min(old.start, new.start),
                    end=max(old.end, new.end),
                )
                break
        else:
            kept.append(new)
    return kept


def _chosen(text: str) -> tuple[_Topic, ...]:
    """Return the topics that do not overlap, longer ones before shorter ones."""
    found = [
        _Topic(*match.span(), code, says)
        for lexicon, says in _LEXICON
        for code, patterns in lexicon.items()
        for pattern in patterns
        for match in pattern.finditer(text)
    ]
    found.sort(key=lambda t: (t.says is None, t.start - t.end, t.start, t.code))
    kept: list[_Topic] = []
    for topic in found:
        if all(topic.end <= k.start or k.end <= topic.start for k in kept):
            kept.append(topic)
    return tuple(sorted(kept, key=lambda t: t.start))


def _pieces(
    border: re.Pattern[str], text: str, topics: Sequence[_Topic] = ()
) -> Iterator[tuple[int, int]]:
    """Return the pieces between borders; a border within a topic is none."""
    start = 0
    for match in border.finditer(text):
        if not any(t.start <= match.start() < t.end for t in topics):
            yield start, match.start()
            start = match.end()
    yield start, len(text)


def _is_heading(text: str, start: int, end: int, topics: Sequence[_Topic]) -> bool:
    if text[end : end + 1] not in _COMMAS or _asks(text, start, end):
        return False
    beside = end - start - sum(t.end - t.start for t in topics)
    return beside <= (_FEW_LETTERS if text[start:end].isascii() else _FEW_SIGNS)


def _asks(text: str, start: int, end: int) -> bool:
    return bool(_DEMAND.search(text, start, end) or WISH.search(text, start, end))


def _is_elsewhere(text: str, start: int, end: int) -> bool:
    return bool(
        _ELSEWHERE.search(text, start, end) and not _PARTY.search(text, start, end)
    )


def _clause(text: str, start: int, end: int, topics: Sequence[_Topic]) -> Iterator[Tag]:
    if not topics or _asks(text, start, end) or _is_elsewhere(text, start, end):
        return
    found = [_decision(text, start, end, topics, at) for at in range(len(topics))]
    # 责任传导、作用发挥不够: what is said of one of a list is said of all.
    for at in reversed(range(len(topics) - 1)):
        found[at] = found[at] or _shared(found[at + 1], topics[at + 1], topics[at])
    for at in range(1, len(topics)):
        found[at] = found[at] or _shared(found[at - 1], topics[at - 1], topics[at])
    scope = _scope(text, start, end)
    for topic, marker in zip(topics, found, strict=True):
        if marker is not None:
            yield Tag(
                code=topic.code,
                area=_AREAS[topic.code],
                polarity=marker.polarity,
                degree=marker.degree,
                scope=scope,
                start=min(topic.start, marker.start),
                end=max(topic.end, marker.end),
            )


def _shared(marker: _Marker | None, other: _Topic, topic: _Topic) -> _Marker | None:
    """Return what is said of another topic of the list.

    Words that blame by themselves have named the area already ("党建与业务两张皮").
    """
    named = other.says is not None and _AREAS[other.code] == _AREAS[topic.code]
    return None if named else marker


def _decision(
    text: str, start: int, end: int, topics: Sequence[_Topic], at: int
) -> _Marker | None:
    topic = topics[at]
    if topic.end <= start:
        return _strongest(text, start, end, start)
    before = topics[at - 1].end if at else start
    after = topics[at + 1].start if at + 1 < len(topics) else end
    if topic.says is not None:
        return _said(text, start, topic, topic.says)
    behind = _strongest(text, topic.start, after, start)
    ahead = _strongest(text, before, topic.start, start)
    # "weak theory study and strong ...": an adjective stands before its noun.
    if ahead is not None and text[ahead.end : topic.start].isspace():
        return ahead
    return behind or ahead


def _said(text: str, start: int, topic: _Topic, says: Polarity) -> _Marker:
    """Return what words say that praise or blame by themselves."""
    turned = DENIED.search(text, start, topic.start)
    if says is Polarity.PROBLEM:
        turned = turned or _OVERCOME.search(text, start, topic.start)
    first = topic.start if turned is None else turned.start()
    if (says is Polarity.PROBLEM) is (turned is None):
        degree = Degree.PARTIAL if turned else _own_degree(text, topic)
        return _Marker(first, topic.end, Polarity.PROBLEM, degree)
    return _Marker(first, topic.end, Polarity.STRENGTH, Degree.UNSTATED)


def _own_degree(text: str, topic: _Topic) -> Degree:
    for match in MARKER.finditer(text, topic.start, topic.end):
        if match.lastgroup in DEGREES:
            return DEGREES[match.lastgroup]
    return Degree.UNSTATED


def _strongest(text: str, start: int, end: int, clause: int) -> _Marker | None:
    """Return the first word that blames, else the first that praises."""
    praise: _Marker | None = None
    for match in MARKER.finditer(text, start, end):
        kind = match.lastgroup
        if kind in DEGREES:
            if not _OVERCOME.search(text, clause, match.start()):
                return _Marker(*match.span(), Polarity.PROBLEM, DEGREES[kind])
            kind = "praise"
        if kind != "harmless" and praise is None:
            further = _FURTHER.search(text, clause, end)
            degree = Degree.FURTHER if further else Degree.UNSTATED
            praise = _Marker(*match.span(), Polarity.STRENGTH, degree)
    return praise


def _scope(text: str, start: int, end: int) -> Scope:
    """Return the last scope word of the sentence up to the end of the clause."""
    borders = [m.end() for m in SENTENCE.finditer(text, 0, start)]
    first = borders[-1] if borders else 0
    quiet = [m.span() for m in _HARMLESS_SCOPE.finditer(text, first, end)]
    scope = Scope.UNSTATED
    for match in _SCOPE.finditer(text, first, end):
        if not any(a <= match.start() < b for a, b in quiet):
            named_all = match.lastgroup == "all"
            scope = Scope.COMMON if named_all else Scope.INDIVIDUAL
    return scope
