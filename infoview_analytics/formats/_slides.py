"""How the report looks on slides: quiet letters, and a picture as large as there is room."""

from __future__ import annotations

import re

from infoview_analytics.formats.document import Picture

_MILLIMETRE = 36_000  # in a slide's units; a slide is 254 wide and 142.9 high
_LEFT, _TOP, _WIDE, _HIGH = 12.7, 29.5, 228.6, 89.5  # where a picture has its room
_BELOW, _CAPTION_HIGH = 121.0, 18.0
_PLACE = re.compile(r'<a:off x="\d+" y="\d+" ?/><a:ext cx="\d+" cy="\d+" ?/>')
_AS_THE_MASTER = re.compile("<a:rPr ?/>")
_TOO_PALE = re.compile('<a:tint val="75000" ?/>')
_LOOKS = {  # on the master and its layouts
    '<p:titleStyle><a:lvl1pPr algn="ctr"': '<p:titleStyle><a:lvl1pPr algn="l"',
    'kern="1200" sz="2400"': 'kern="1200" sz="2000"',
    'kern="1200" sz="3300"': 'b="1" kern="1200" sz="2200"',
    ' cap="all"': "",
    '<a:lvl1pPr marL="0" indent="0" algn="ctr">': '<a:lvl1pPr marL="0" indent="0" algn="l">',
}


def with_looks(part: str) -> str:
    """Return a master of slides, or one of its layouts, in the report's look."""
    for theirs, ours in _LOOKS.items():
        part = part.replace(theirs, ours, 1)
    return _TOO_PALE.sub("", part)


def with_room(slide: str, picture: Picture) -> str:
    """Return a slide with its picture as large as there is room, and its caption small below."""
    before, start, rest = slide.partition("<p:pic>")
    drawing, end, caption = rest.partition("</p:pic>")
    wide, high = picture.size
    scale = min(_WIDE / wide, _HIGH / high)
    left, top = _LEFT + (_WIDE - wide * scale) / 2, _TOP + (_HIGH - high * scale) / 2
    drawing = _placed(drawing, left, top, wide * scale, high * scale)
    drawing = drawing.replace('id="0" name="Picture', 'id="4" name="Picture')  # 0 is no number
    caption = _placed(caption, _LEFT, _BELOW, _WIDE, _CAPTION_HIGH)
    caption = caption.replace('id="1" name="TextBox', 'id="5" name="TextBox')  # the slide's own
    caption = _AS_THE_MASTER.sub('<a:rPr sz="1200"/>', caption).replace('algn="ctr"', 'algn="l"')
    return f"{before}{start}{drawing}{end}{caption}"


def _placed(part: str, *millimetres: float) -> str:
    """Return a part whose first box is put at left, top, with a width and a height."""
    left, top, wide, high = (round(length * _MILLIMETRE) for length in millimetres)
    place = f'<a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/>'
    return _PLACE.sub(place, part, count=1)
