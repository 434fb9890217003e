"""The portal and the emulator over HTTP, with nothing but the standard library."""
import datetime
import http.client
import json
import random
import re
import time
import urllib.error
import urllib.parse
import urllib.request


def instant(text):
    """An instant of an answer. Fractions of a second are cut, which Python reads in some lengths only."""
    text = re.sub(r"\.\d+", "", text).replace("Z", "+00:00")
    return datetime.datetime.fromisoformat(text)


def send(method, url, body=None, headers=None, timeout=120):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json", **(headers or {})}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            status, text = answer.status, answer.read()
    except urllib.error.HTTPError as error:
        status, text = error.code, error.read()
    return status, json.loads(text) if text and text[:1] in b"{[" else None


def token(url):
    """A token of the demo's own identity provider for a program that may do everything."""
    form = urllib.parse.urlencode({
        "grant_type": "client_credentials", "client_id": "fsxportal-demo", "client_secret": "fsxportal-demo", "scope": "fsxportal"})
    with urllib.request.urlopen(url + "/idp/token", form.encode(), timeout=120) as answer:
        return json.load(answer)["access_token"]


class Emulator:
    def __init__(self, url):
        self.url = url + "/_emulator/"

    def get(self, path):
        return send("GET", self.url + path)[1]

    def post(self, path, body):
        return send("POST", self.url + path, body)

    def now(self):
        return instant(self.get("clock")["now"])

    def set_clock(self, **members):
        send("PUT", self.url + "clock", members)

    def calm(self):
        send("DELETE", self.url + "faults")

    def journal(self):
        entries = []
        while page := self.get(f"journal?after={entries[-1]['number'] if entries else 0}&limit=5000"):
            entries += page
        return entries


class Portal:
    """Any node of the portal: each call goes to another one, and to the next where a node dies under it."""

    def __init__(self, nodes, draw):
        self.nodes, self.draw, self.failures, self.lost = nodes, draw, [], 0

    def call(self, method, path, body=None, headers=None):
        nodes = self.nodes.up()
        self.draw.shuffle(nodes)
        for node in nodes:
            try:
                status, answer = send(method, f"{node.url}/api/v1/{path}", body, {**node.key(), **(headers or {})})
            except (OSError, http.client.HTTPException) as lost:
                self.lost += 1
                if node.is_up:
                    self.failures.append(f"{method} {path} was not answered by a node that was there: {lost!r}")
                continue
            if status >= 500:
                self.failures.append(f"{method} {path} answered {status}: {answer}")
            return status, answer
        return 0, None

    def all(self, path):
        """All items of a list. What changes while it is read may be missing."""
        items, cursor = [], ""
        while True:
            status, page = self.call("GET", f"{path}{'&' if '?' in path else '?'}limit=500{cursor}")
            if status != 200:
                return items
            items += page["items"]
            if not page.get("next"):
                return items
            cursor = "&cursor=" + page["next"]


def until(what, patience=180):
    """Waits until something is so; says whether it is."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.5)
    return False


def dice(seed):
    return random.Random(seed)
