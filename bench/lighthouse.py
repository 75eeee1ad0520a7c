"""Lighthouse's scores of the built site: the home page and a claim's, as a phone would load them.

The site is served here, compressed as a web server does; no other host is asked.  Lighthouse
comes from npm (12.8.2) the first time, so only that needs the network, and with --offline
not even that.  Everything it writes goes to a folder that is removed.

    kb build
    python bench/lighthouse.py                       # the first claim
    python bench/lighthouse.py claims/some-claim/    # another page
    python bench/lighthouse.py --offline             # with what npm has kept from before

CHROME_PATH names the browser, if it is not the `chromium` or `google-chrome` on the path.
"""

import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http import HTTPStatus
from pathlib import Path

SITE = Path(__file__).resolve().parents[1] / "site"
LIGHTHOUSE = "lighthouse@12.8.2"
SMALLEST = 1000  # bytes below which compressing gains nothing
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".py"}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
MOST = 600  # seconds for one page


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Files of the site, gzipped if the browser takes that, and kept by it for a while."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        takes = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (takes and path.is_file() and path.suffix in COMPRESSED):
            super().do_GET()
            return
        content = path.read_bytes()
        packed = gzip.compress(content, 6) if len(content) >= SMALLEST else content
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{self.guess_type(str(path))}; charset=utf-8")
        self.send_header("Content-Length", str(len(packed)))
        if packed is not content:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(packed)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=31536000")
        self.send_header("Vary", "Accept-Encoding")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        return


def scores(url: str, folder: Path, offline: bool) -> dict[str, int]:
    """The four categories, out of 100."""
    report = folder / "report.json"
    npx = ["npx", "--yes", *(["--offline"] if offline else []), LIGHTHOUSE, url]
    told = ["--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"]
    chrome = os.environ.get("CHROME_PATH") or shutil.which("chromium") or ""
    chrome = chrome or shutil.which("google-chrome") or ""
    done = subprocess.run(
        [*npx, *told],
        env={**os.environ, "CHROME_PATH": chrome, "TMPDIR": str(folder), "CI": "1"},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=MOST,
    )
    if done.returncode:
        raise SystemExit(f"lighthouse failed:\n{done.stdout}{done.stderr}")
    found = json.loads(report.read_text("utf-8"))
    for each in found["audits"].values():
        if each["score"] is not None and each["score"] < 0.9 and "--all" in sys.argv:
            print(f"  {each['id']}: {each['score']} {each.get('displayValue', '')}")
    return {
        each["title"]: round(100 * (each["score"] or 0)) for each in found["categories"].values()
    }


def main() -> None:
    if not (SITE / "index.html").is_file():
        raise SystemExit("there is no site; build it first: kb build")
    named = [each.lstrip("/") for each in sys.argv[1:] if not each.startswith("--")]
    claim = min(path.parent.name for path in SITE.glob("claims/*/claim.json"))
    handler = partial(Compressing, directory=str(SITE))
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for page in ("", *(named or [f"claims/{claim}/"])):
            url = f"http://127.0.0.1:{server.server_address[1]}/{page}"
            found = scores(url, Path(folder), "--offline" in sys.argv)
            print(f"/{page}: {', '.join(f'{name} {score}' for name, score in found.items())}")
        server.shutdown()


if __name__ == "__main__":
    main()
