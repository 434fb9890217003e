"""The portal's nodes, and what may happen to their processes: never to more than one at a time."""
import http.client
import os
import signal
import subprocess
import threading
import time

import portal

# The longest that one node is frozen, and that a killed one stays away before it is started again.
MOST_AWAY = 9

# Seconds after which a node is asked for another token, before the last one expires.
TOKEN_LIFE = 1800


class Node:
    """A node by its address and, where its process may be touched, the process and how it was started."""

    def __init__(self, url, pid):
        self.url, self.pid, self.child, self.is_up = url, pid, None, True
        self.token, self.token_at = None, 0
        if pid:
            with open(f"/proc/{pid}/cmdline", encoding="utf-8") as file:
                self.command = file.read().split("\0")[:-1]
            with open(f"/proc/{pid}/environ", encoding="utf-8") as file:
                self.environment = dict(line.split("=", 1) for line in file.read().split("\0") if "=" in line)
            self.folder = os.readlink(f"/proc/{pid}/cwd")
            self.command[self.command.index("--urls") + 1] = url

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        if self.child:
            self.child.wait()

    def start(self):
        with open(os.path.join(self.folder, "restarted.log"), "ab") as log:
            self.child = subprocess.Popen(self.command, cwd=self.folder, env=self.environment, stdout=log, stderr=log)
        self.pid = self.child.pid

    def key(self):
        """What a program shows to be let in, from the node's own identity provider."""
        if not self.token or time.monotonic() - self.token_at > TOKEN_LIFE:
            self.token, self.token_at = portal.token(self.url), time.monotonic()
        return {"Authorization": "Bearer " + self.token}

    def is_ready(self):
        try:
            return portal.send("GET", self.url + "/health/ready", timeout=10)[0] == 200
        except (OSError, http.client.HTTPException):
            return False


class Nodes:
    def __init__(self, urls, pids, draw):
        self.draw, self.failures, self.restart = draw, [], None
        self.all = [Node(url, pid) for url, pid in zip(urls, pids or [None] * len(urls), strict=True)]

    @property
    def may_be_touched(self):
        return len(self.all) > 1 and all(node.pid for node in self.all)

    def up(self):
        return [node for node in self.all if node.is_up]

    def freeze(self):
        """One node stands still for a while, if no other is away."""
        if not self.is_one_away():
            pid = self.draw.choice(self.all).pid
            os.kill(pid, signal.SIGSTOP)
            time.sleep(self.draw.random() * MOST_AWAY)
            os.kill(pid, signal.SIGCONT)

    def kill(self):
        """One node dies, whatever it and its callers are at, and is started again after a while; everything goes on meanwhile."""
        if not self.is_one_away():
            node, moment, pause = self.draw.choice(self.all), self.draw.random() * 2, self.draw.random() * MOST_AWAY
            self.restart = threading.Thread(target=self.replace, args=(node, moment, pause))
            self.restart.start()

    def replace(self, node, moment, pause):
        time.sleep(moment)
        node.is_up = False
        node.kill()
        time.sleep(pause)
        node.start()
        if portal.until(node.is_ready):
            node.is_up = True
        else:
            self.failures.append(f"the node at {node.url} was killed and is not ready three minutes after its start")

    def is_one_away(self):
        return self.restart is not None and self.restart.is_alive()

    def settle(self):
        """Waits until all nodes are there."""
        if self.restart:
            self.restart.join()

    def logs(self, lines=200):
        """The last of what nodes have written that were started here."""
        for node in self.all:
            if node.child:
                with open(os.path.join(node.folder, "restarted.log"), encoding="utf-8", errors="replace") as log:
                    yield from (f"{node.url} {line.rstrip()}" for line in log.readlines()[-lines:])

    def end(self):
        """Ends the processes that were started here."""
        self.settle()
        for node in self.all:
            if node.child:
                node.kill()
