"""How the report looks in Word: an A4 page with its number, and styles of our own."""

from __future__ import annotations

import re

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"

FOOTER = {  # a part of the file
    "word/footer1.xml": (
        f'<?xml version="1.0" encoding="UTF-8"?><w:ftr {_W}><w:p><w:pPr><w:jc w:val="right"/>'
        '</w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
    )
}
_STYLES = {  # what stands in a style, by its id
    "Title": '<w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:next w:val="BodyText"/>'
    '<w:link w:val="TitleChar"/><w:qFormat/><w:pPr><w:spacing w:after="120"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="44"/><w:szCs w:val="44"/></w:rPr>',
    "Subtitle": '<w:name w:val="Subtitle"/><w:basedOn w:val="Normal"/><w:next w:val="BodyText"/>'
    '<w:link w:val="SubtitleChar"/><w:qFormat/><w:pPr><w:spacing w:after="60"/></w:pPr>',
    "Author": '<w:name w:val="Author"/><w:basedOn w:val="Subtitle"/><w:qFormat/>',
    "Date": '<w:name w:val="Date"/><w:basedOn w:val="Subtitle"/><w:qFormat/>',
    "Compact": '<w:name w:val="Compact"/><w:basedOn w:val="Normal"/><w:qFormat/>'
    '<w:pPr><w:spacing w:before="20" w:after="20"/></w:pPr>'
    '<w:rPr><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr>',
    "Caption": '<w:name w:val="Caption"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:before="60" w:after="160"/></w:pPr>'
    '<w:rPr><w:color w:val="3F4A54"/><w:sz w:val="19"/><w:szCs w:val="19"/></w:rPr>',
    "Table": '<w:name w:val="Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="4"/>'
    '<w:bottom w:val="single" w:sz="4"/></w:tblBorders><w:tblCellMar>'
    '<w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
    '<w:bottom w:val="single" w:sz="4"/></w:tcBorders></w:tcPr></w:tblStylePr>',
    "Answer": '<w:name w:val="Answer"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:pBdr>'
    '<w:bottom w:val="single" w:sz="4" w:space="1" w:color="A9B3BA"/>'
    '<w:between w:val="single" w:sz="4" w:space="1" w:color="A9B3BA"/></w:pBdr>'
    '<w:spacing w:before="0" w:after="0" w:line="500" w:lineRule="exact"/></w:pPr>',
}
_NUMBERED = '<w:sectPr><w:footerReference w:type="default" r:id="infoviewFooter"/>'
_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" '
    'w:left="1417" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
)


_WHOLE = "<w:trPr><w:cantSplit/>"  # a row that does not break over pages


def finished(name: str, part: str) -> str:
    """Return a part of a Word file in the report's look."""
    match name:
        case "word/document.xml":
            part = part.replace("<w:trPr>", _WHOLE)
            part = part.replace("<w:tr><w:tc>", f"<w:tr>{_WHOLE}</w:trPr><w:tc>")
            part = part.replace("<w:sectPr />", "<w:sectPr></w:sectPr>")
            return part.replace("<w:sectPr>", _NUMBERED).replace("</w:sectPr>", _PAGE)
        case "word/styles.xml":
            for style, content in _STYLES.items():
                part = _with_style(part, style, content)
            return part.replace('<w:sz w:val="24" />', '<w:sz w:val="22" />', 1)
        case "word/theme/theme1.xml":
            return re.sub('(<a:latin typeface=")[^"]+"( panose="[^"]*")?', r'\1Calibri"', part)
        case "word/_rels/document.xml.rels":
            link = f'<Relationship Id="infoviewFooter" Type="{_OFFICE}/relationships/footer"'
            return part.replace("</Rel", f'{link} Target="footer1.xml"/></Rel')
        case "[Content_Types].xml":
            told = f'<Override PartName="/word/footer1.xml" ContentType="{_FOOTER_TYPE}"/>'
            return part.replace("</Types", f"{told}</Types")
    return part


def _with_style(part: str, style: str, content: str) -> str:
    """Return the styles with one of them as we have it."""
    theirs = re.compile(f'(<w:style [^>]*w:styleId="{style}"[^>]*>).*?(</w:style>)', re.DOTALL)
    return theirs.sub(rf"\1{content}\2", part, count=1)
