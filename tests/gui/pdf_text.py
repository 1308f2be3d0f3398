"""What a reader takes from a PDF that Qt wrote: its text in the order it was written, no more."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\n(.*?)\nendstream", re.DOTALL)


def _reference(body, name):
    return int(re.search(rb"/%s (\d+) 0 R" % name, body)[1])


def _stream(body):
    stream = _STREAM.search(body)[1]
    return zlib.decompress(stream) if b"/FlateDecode" in body else stream


def _characters(table):
    """What each glyph of a font stands for, from its ToUnicode."""
    found = {}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, texts in re.findall(
            rb"<(\w+)> <(\w+)> (\[[^\]]*\]|<\w+>)", block, re.DOTALL
        ):
            start, end = int(first, 16), int(last, 16)
            said = re.findall(rb"<(\w+)>", texts)
            for code in range(start, end + 1):
                if texts.startswith(b"["):
                    found[code] = _said(said[code - start])
                else:
                    found[code] = chr(ord(_said(said[0])[-1]) + code - start)
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(rb"<(\w+)> <(\w+)>", block):
            found[int(code, 16)] = _said(text)
    return found


def _said(digits):
    return bytes.fromhex(digits.decode()).decode("utf-16-be")


def pages(content):
    """The texts of each page, one for each time that something was written."""
    objects = {int(number): body for number, body in _OBJECT.findall(content)}
    fonts = {
        number: _characters(_stream(objects[_reference(body, b"ToUnicode")]))
        for number, body in objects.items()
        if b"/Subtype /Type0" in body
    }
    root = next(body for body in objects.values() if b"/Type /Pages" in body)
    kids = re.search(rb"/Kids\s*\[(.*?)\]", root, re.DOTALL)[1]
    return [
        _texts(_stream(objects[_reference(objects[int(kid)], b"Contents")]), fonts)
        for kid in re.findall(rb"(\d+) 0 R", kids)
    ]


def _texts(commands, fonts):
    found = []
    for written in re.findall(rb"BT\n(.*?)ET\n", commands, re.DOTALL):
        text, font = "", {}
        for name, glyphs in re.findall(rb"/F(\d+) |<(\w+)> Tj", written):
            if name:
                font = fonts[int(name)]
            for at in range(0, len(glyphs), 4):
                text += font.get(int(glyphs[at : at + 4], 16), "\N{REPLACEMENT CHARACTER}")
        found.append(text)
    return found
