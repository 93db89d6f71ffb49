"""Typesets one document, as a process of its own: lines of JSON come in, a PDF goes out. It knows nothing of Lexora.

The last line names the template and holds the words of the frame; the lines before it are the rows. The only argument
is the folder with the fonts.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
FACES = ("400Regular", "400Regular_Italic", "500Medium", "600SemiBold", "700Bold", "700Bold_Italic")
FAMILY = "Inter"
MEMORY = 2 << 30  # bytes of addresses; a document of 5,000 entries takes a quarter
SECONDS = 40  # of a processor: one whose parent was killed does not go on for ever
UNDONE = 3  # exit code: the document cannot be typeset


def main() -> int:
    limit()
    import typst

    *rows, head = sys.stdin.buffer.read().decode().split("\n")
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(Path(sys.argv[1]) / face) for face in FACES])
    if FAMILY not in fonts.families():
        sys.stderr.write(f"{FAMILY} is not in {sys.argv[1]}")
        return UNDONE
    try:
        document = typst.compile(
            HERE / f"{json.loads(head)['template']}.typ",
            root=HERE,
            font_paths=fonts,
            format="pdf",
            sys_inputs={"head": head, "rows": f"[{','.join(rows)}]"},
        )
    except typst.TypstError as error:
        sys.stderr.write(error.message[:200])
        return UNDONE
    sys.stdout.buffer.write(document)
    return 0


def limit() -> None:
    """Take no more than a document needs, where the platform knows limits."""
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    sys.exit(main())
