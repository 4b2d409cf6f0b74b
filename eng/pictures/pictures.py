"""Makes the pictures of docs/publishing.ja.md: python3 eng/pictures/pictures.py PROGRAM.dll

The table is an example of tests/ReformOpenData.Tests/Import/Layouts; the questions are those that the program asks of its next year.
Chromium draws both as a spreadsheet shows them. The picture of links (social.svg) is drawn as docs/pages.md says.
"""
import csv
import html
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).parents[2]
LAYOUT = ROOT / "tests/ReformOpenData.Tests/Import/Layouts/03-effects-and-rates"
STYLE = """
body { margin: 0; font: 13px 'Noto Sans CJK JP', sans-serif; background: #fff }
table { border-collapse: collapse } td, th { border: 1px solid #bbb; padding: 2px 8px; height: 20px; white-space: nowrap }
th { background: #eee; font-weight: normal; color: #555; text-align: center } .mark { background: #fff3c4 }
"""


def draw(rows, marked, pixels, target):
    """A picture of rows below the letters of their columns, with some cells marked."""
    width = max(len(row) for row in rows)
    letters = "".join(f"<th>{chr(65 + column)}</th>" for column in range(width))
    body = "".join(
        f"<tr><th>{line}</th>"
        + "".join(
            f"<td class='{'mark' if marked(line, column) else ''}'>{html.escape(row[column]) if column < len(row) else ''}</td>"
            for column in range(width)
        )
        + "</tr>"
        for line, row in enumerate(rows, 1)
    )
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder, "page.html")
        page.write_text(f"<meta charset=utf-8><style>{STYLE}</style><table><tr><th></th>{letters}</tr>{body}</table>", "utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars", f"--screenshot={target}", f"--window-size={pixels},{29 * (len(rows) + 1) + 2}", str(page)],
            check=True, capture_output=True,
        )


def questions(program, text):
    """The questions that the table of the next year asks."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        metadata = json.loads(LAYOUT.with_suffix(".json").read_text("utf-8"))

        def run(name, text, year, *arguments):
            (folder / f"{name}.txt").write_text(text, "utf-8")
            metadata["document"]["fiscalYear"] = year
            (folder / f"{name}.json").write_text(json.dumps(metadata), "utf-8")
            return subprocess.run(["dotnet", program, "import", str(folder / f"{name}.txt"), "--data", str(folder / "store"), *arguments], capture_output=True)

        run("first", text, 2018, "--publish")
        following = text.replace("30年度", "31年度").replace("市有地の売却", "市有地の売却と貸付").replace("時間外勤務の縮減\t職員課", "電子申請の推進\t情報課")
        metadata["columns"] = {heading.replace("30年度", "31年度"): meaning for heading, meaning in metadata["columns"].items()}
        run("next", following, 2019, "--questions", str(folder / "q.csv"))
        return list(csv.reader((folder / "q.csv").read_text("utf-8-sig").splitlines()))


def main(program):
    text = LAYOUT.with_suffix(".txt").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines()]
    draw(rows, lambda line, column: line == 2, 1420, ROOT / "docs/publishing-table.png")
    asked = [row[:7] for row in questions(program, text)]
    draw(asked, lambda line, column: line > 1 and column in (4, 5), 1060, ROOT / "docs/publishing-questions.png")


if __name__ == "__main__":
    main(sys.argv[1])
