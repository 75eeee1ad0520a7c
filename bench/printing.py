"""How many A4 pages each claim's page of the built site prints on, in headless Chromium.

kb build
python bench/printing.py
"""

import functools
import http.server
import re
import shutil
import threading
from collections import Counter
from pathlib import Path

from playwright.sync_api import sync_playwright

SITE = Path(__file__).resolve().parents[1] / "site"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SHEET = re.compile(rb"/Type\s*/Page\b(?!s)")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        return


def main() -> None:
    claims = sorted(path.parent.name for path in SITE.glob("claims/*/claim.json"))
    if not claims:
        raise SystemExit("there is no site; build it first: kb build")
    handler = functools.partial(Quiet, directory=str(SITE))
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        sync_playwright() as driver,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        sheets = {}
        for claim in claims:
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/claims/{claim}/")
            sheets[claim] = len(SHEET.findall(page.pdf(format="A4")))
        browser.close()
        server.shutdown()
    for claim, many in sorted(sheets.items(), key=lambda each: -each[1])[:5]:
        print(f"{many} sheets: {claim}")
    print(f"{len(sheets)} claims; by sheets: {dict(sorted(Counter(sheets.values()).items()))}")


if __name__ == "__main__":
    main()
