"""The command line: what was asked for, who does it, and how it ended.

Qt is loaded only by what draws: `--evaluate`, `--fit`, `--help` and the like answer without it.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from gui import __version__
from gui.app import bringing, serving
from gui.app.answers import FORMS, Wish, answer
from gui.app.options import Options
from gui.base import streams
from gui.look.themes import CHOICES, PRINT
from gui.pages import PAGES

if TYPE_CHECKING:
    from core.state import State

SMALLEST, LARGEST = (640, 360), (7680, 4320)
SCALES = (0.25, 8)
PICTURE = Path("losslab.png")
DONE, FAILED, REFUSED = 0, 1, 2


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks for.

    Parameters
    ----------
    argv
        The arguments without the program's name; None takes the process's own.

    Returns
    -------
    int
        The exit status: 0 done, 1 failed, 2 a file or an argument was refused.
    """
    try:
        return _run(argv)
    finally:
        streams.finish()


def _run(argv: list[str] | None) -> int:
    try:
        asked = _parser().parse_args(argv)
    except SystemExit as ending:  # --help, --version and refused arguments
        return int(ending.code or DONE)
    if asked.serve:
        act, folder = asked.serve
        try:
            return serving.serve(act, Path(folder))
        except Exception as error:  # noqa: BLE001 - as below
            return _fail(error)
    given = bringing.asked_for(asked)
    options = Options(
        given.path,
        asked.page,
        asked.lang,
        asked.theme,
        asked.projector,
        asked.present,
        asked.render,
        asked.size,
        asked.card,
        asked.scale,
        report=asked.report,
        byline=asked.byline or "",
        linked=given.link is not None,
    )
    if asked.install_desktop or asked.uninstall_desktop:
        from gui.app import desktop

        return desktop.run(install=asked.install_desktop)
    if asked.reset_settings:
        from gui.app.kept import forget

        return forget()
    wish = Wish(
        asked.evaluate, asked.fit, asked.save, asked.format, asked.check_gradient, asked.step
    )
    if (told := _out_of_place(asked, options, wish)) is not None:
        return _refuse(told)
    if asked.lang:
        from gui.words.translation import set_language

        set_language(asked.lang)
    return _show(options, wish, given)


def _out_of_place(asked: argparse.Namespace, options: Options, wish: Wish) -> str | None:
    """What was asked for that does not go with the rest."""
    numbers = asked.evaluate or asked.fit or asked.check_gradient
    window = (options.page, options.card, options.theme, options.projector, options.present)
    for wrong, told in (
        (
            asked.step is not None and not asked.check_gradient,
            "argument --step: only with --check-gradient",
        ),
        (
            asked.format and not numbers,
            "argument --format: only with --evaluate, --fit or --check-gradient",
        ),
        (
            wish != Wish() and options.render is not None,
            "argument --render: not allowed with arguments --fit and --save",
        ),
        (
            wish != Wish() and options.report is not None,
            "argument --report: not allowed with arguments --fit and --save",
        ),
        (
            options.render is None and (options.card or options.theme == PRINT),
            "arguments --card and --theme print: only with --render",
        ),
        (
            options.report is not None and any(window),
            "arguments about the window: not with --report, which shows all there is",
        ),
        (
            options.report is None and asked.byline is not None,
            "argument --byline: only with --report",
        ),
    ):
        if wrong:
            return told
    return None


def _show(options: Options, wish: Wish, given: bringing.Asked) -> int:
    from core.errors import ScenarioError

    try:
        state, options = _read(options, wish, given)
        if wish != Wish():
            told = answer(state, options.scenario, wish)
            return DONE if told is None else _refuse(told)
        if bringing.is_brought_in(given):
            options = replace(options, scenario=None)  # nothing is saved into what was brought in
        if options.report is not None:
            from gui.app.launch import save_report

            return save_report(options, state)
        if options.render is None:
            from gui.app.display import reachable

            if reachable():
                from gui.app.launch import open_window

                return open_window(options, state)
            options = replace(options, render=PICTURE)
            text = f"There is no display here, so the window is drawn into {PICTURE}."
            streams.mention(text, sys.stdout)
        from gui.app.launch import render_window

        return render_window(options, state)
    except bringing.RefusedError as error:
        return _refuse(str(error))
    except ScenarioError as error:
        return _refuse(f"{options.scenario or 'scenario'}: {error}")
    except BrokenPipeError:
        return DONE  # whoever was reading has read enough
    except Exception as error:  # noqa: BLE001 - the last place where a failure can still be told
        return _fail(error)


def _read(options: Options, wish: Wish, given: bringing.Asked) -> tuple[State | None, Options]:
    """The document of what was given; of data that leave something open, a preview of it."""
    if given.is_empty:
        return None, options
    try:
        return bringing.opened(given, sure=_opens_window(options, wish, given)), options
    except bringing.UnsureError:
        return None, replace(options, given=given.given)


def _opens_window(options: Options, wish: Wish, given: bringing.Asked) -> bool:
    """Whether a person can be asked in a window what data mean."""
    from gui.app.display import reachable

    if wish != Wish() or options.into_file or given.strict:
        return False
    return bringing.is_brought_in(given) and reachable()


def _refuse(text: str) -> int:
    streams.complain(text)
    return REFUSED


def _fail(error: Exception) -> int:
    from gui.base.log import log, log_path

    log().error("unexpected failure", exc_info=error)
    what = " ".join(f"{type(error).__name__}: {error}".split())
    streams.complain(f"unexpected failure, {what} (details in {log_path()})")
    return FAILED


class _Parser(argparse.ArgumentParser):
    """Refuses in one line, like everything else that is refused."""

    def error(self, message: str) -> NoReturn:
        self.exit(_refuse(message))


def _parser() -> argparse.ArgumentParser:
    from gui.words.translation import LANGUAGES

    parser = _Parser(
        prog="losslab",
        description="See what softmax, SVM and regularization do to a linear classifier's loss.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    told = "a scenario to open, own data, or a link text (losslab:…)"
    add("source", nargs="?", metavar="FILE", help=told)
    add("--page", choices=tuple(PAGES), help="the page to open on")
    add("--lang", choices=tuple(LANGUAGES), help="the language of the window")
    add("--theme", choices=(*CHOICES, PRINT), help="the colours of the window, or of paper")
    add("--projector", action="store_true", help="laid out for the last row of a hall")
    add("--present", action="store_true", help="begin presenting, step by step")
    add("--size", type=_size, default=Options.size, metavar="1920x1080", help="of the picture")
    add("--scale", type=_scale, default=Options.scale, metavar="2", help="pixels of a PNG for one")
    add("--card", metavar="NAME", help="draw one card instead of the window")
    add("--byline", metavar="TEXT", help="below the title of a report: a name or a date, say")
    add("--fit", action="store_true", help="find the best W and print every number as JSON there")
    add("--format", choices=FORMS, help="of the numbers: a CSV has a row for each example")
    add("--step", type=_step, metavar="1e-5", help="h of the centred difference")
    add(
        "--save",
        type=_document,
        metavar="OUT.json",
        help="write the scenario, with --fit its best W",
    )
    bringing.add_options(parser)
    what = parser.add_mutually_exclusive_group()
    add = what.add_argument
    add("--render", type=_picture, metavar="OUT", help="draw into a .png, .svg or .pdf, and end")
    add("--report", type=_paper, metavar="OUT.pdf", help="write all of it as one PDF, and end")
    add("--evaluate", action="store_true", help="print every number and end")
    add("--check-gradient", action="store_true", help="print it beside its centred difference")
    add("--install-desktop", action="store_true", help="add Loss Lab to the menu (Linux)")
    add("--uninstall-desktop", action="store_true", help="take it out of the menu again")
    text = "forget the window's place, its look and language, and recent files"
    add("--reset-settings", action="store_true", help=text)
    add("--serve", nargs=2, help=argparse.SUPPRESS)  # what `import losslab` says
    add("--version", action="version", version=f"losslab {__version__}")
    return parser


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", text)
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    if any(not low <= n <= high for low, n, high in zip(SMALLEST, size, LARGEST, strict=True)):
        accepted = "WIDTHxHEIGHT from {}x{} to {}x{}".format(*SMALLEST, *LARGEST)
        raise argparse.ArgumentTypeError(f"found {text!r}, accepted is {accepted}")
    return size


def _scale(text: str) -> float:
    return _number(text, SCALES)


def _step(text: str) -> float:
    from core.gradient_check import STEP_LIMITS

    return _number(text, STEP_LIMITS)


def _number(text: str, limits: tuple[float, float]) -> float:
    low, high = limits
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not low <= number <= high:
        raise argparse.ArgumentTypeError(f"found {text!r}, accepted is {low:g} to {high:g}")
    return number


def _picture(text: str) -> Path:
    return _file(text, ".png", ".svg", ".pdf")


def _paper(text: str) -> Path:
    return _file(text, ".pdf")


def _document(text: str) -> Path:
    return _file(text, ".json")


def _file(text: str, *endings: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in endings:
        accepted = f"a name ending in {', '.join(endings)}"
        raise argparse.ArgumentTypeError(f"found {text!r}, accepted is {accepted}")
    if not path.absolute().parent.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {str(path.parent)!r}")
    return path
