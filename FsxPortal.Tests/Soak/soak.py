"""Users, outsiders and faults at random on a running portal; then everything has to come to rest, and a checker says what is wrong.

python3 soak.py --emulator URL --node URL [--node URL] [--pid N ...] [--seconds N] [--seed N]
"""
import argparse
import sys
import time

import boto3
import botocore.config
import botocore.exceptions

import checker
import nodes
import portal
import quiet

ACCOUNT, REGION, COPY_REGION = "111122223333", "eu-central-1", "eu-west-1"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/service-role/AWSBackupDefaultServiceRole"
FAULTS = [
    {"action": "throttle", "probability": 0.4}, {"action": "dropBefore", "probability": 0.2}, {"action": "dropAfter", "probability": 0.2},
    {"action": "serverError", "probability": 0.3}, {"action": "delay", "probability": 0.2, "parameters": {"seconds": 1}},
    {"action": "truncatePage", "parameters": {"items": 1}}, {"action": "truncatePage", "parameters": {"items": 1, "dropToken": True}},
    {"action": "repeatItems"}, {"action": "repeatToken", "probability": 0.3}, {"action": "staleRead", "parameters": {"seconds": 600}},
    {"action": "expiredToken", "probability": 0.2}, {"action": "htmlError", "probability": 0.2},
    {"action": "emptyBody", "probability": 0.2},
    {"action": "extraMember"}, {"operation": "StartBackupJob", "action": "state", "nth": 1, "parameters": {"state": "RUNNING"}},
    {"operation": "StartBackupJob", "action": "state", "nth": 1, "parameters": {"state": "FAILED", "message": "The volume is busy."}},
    {"operation": "StartCopyJob", "action": "state", "nth": 1, "parameters": {"state": "FAILED", "message": "The key is disabled."}},
]


class Soak:
    def __init__(self, options):
        self.draw = portal.dice(options.seed)
        self.aws = portal.Emulator(options.emulator)
        self.nodes = nodes.Nodes(options.node, options.pid, self.draw)
        self.portal = portal.Portal(self.nodes, self.draw)
        self.book, self.timeline, self.quiet = checker.Book(), quiet.Timeline(), None
        self.policies, self.made, self.counts = {}, [], {}
        keys = next(one for one in self.aws.get("state")["credentials"] if one["account"] == ACCOUNT)
        self.backup = boto3.client(
            "backup", region_name=REGION, endpoint_url=options.emulator, aws_access_key_id=keys["accessKeyId"],
            aws_secret_access_key=keys["secretAccessKey"],
            config=botocore.config.Config(retries={"max_attempts": 1}, read_timeout=20))

    def prepare(self):
        for policy in self.portal.all("policies"):
            self.portal.call("DELETE", f"policies/{policy['id']}", headers={"If-Match": "*"})
        self.file_systems = [
            one for one in self.portal.all("file-systems")
            if one["awsAccount"] == ACCOUNT and one["region"] == REGION and not one.get("awsVolumeId")
            and one["protection"]["state"] != "Unsupported"][:8]
        self.aws.set_clock(speed=600)
        self.quiet = quiet.prepare(self.portal, checker.HOURS, self.now())
        for _ in range(2):
            self.create()

    def run(self, seconds):
        acts = [
            (self.create, 2), (self.edit, 5), (self.switch, 2), (self.remove, 1), (self.start, 4), (self.stop, 2), (self.let_go, 2),
            (self.hold, 4), (self.release, 2), (self.approve, 3), (self.sync, 2), (self.outside_delete, 2), (self.outside_backup, 3),
            (self.outside_vault, 1), (self.fault, 5), (self.leap, 3)]
        if self.nodes.may_be_touched:
            acts += [(self.nodes.freeze, 1), (self.nodes.kill, 1)]
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            act = self.draw.choices([act for act, _ in acts], [weight for _, weight in acts])[0]
            try:
                act()
            except (botocore.exceptions.ClientError, botocore.exceptions.BotoCoreError):
                continue  # A fault has hit the outsider.
            self.counts[act.__name__] = self.counts.get(act.__name__, 0) + 1
            self.points()
            time.sleep(self.draw.random() / 2)

    def now(self):
        """The emulated time."""
        real, now = time.monotonic(), self.aws.now()
        self.timeline.note(real, now)
        return now

    def points(self):
        """What the portal shows of all that it has made here."""
        now = self.now()
        points = [point for policy in self.made for point in self.portal.all(f"restore-points?policyId={policy}")]
        self.book.see(now, points)
        return points

    def one(self, things):
        return self.draw.choice(things) if things else None

    def document(self):
        copied = self.draw.random() < 0.5
        rule = {"hours": checker.HOURS, "retention": {"count": self.draw.randint(1, 3), "unit": "Days"}}
        if copied:
            rule["copy"] = {"hours": checker.HOURS, "retention": {"count": self.draw.randint(1, 3), "unit": "Days"}}
        chosen = self.draw.sample(self.file_systems, self.draw.randint(1, 4))
        return {
            "name": f"Soak {self.draw.getrandbits(40):x}", "enabled": True, "timeZone": "UTC", "account": ACCOUNT, "regions": [REGION],
            "selection": {"mode": "Selected", "include": [{"awsFileSystemId": one["awsFileSystemId"]} for one in chosen], "exclude": []},
            "vaults": {REGION: "portal-vault"}, "schedule": {"daily": rule}, "keepNewest": self.draw.random() < 0.5,
            "copySourceTags": self.draw.random() < 0.8, "retry": {"attempts": 1},
            **({"copies": {REGION: {"region": COPY_REGION, "vault": "portal-copies"}}} if copied else {})}

    # Users.
    def create(self):
        if len(self.policies) < 4:
            document = self.document()
            status, answer = self.portal.call("POST", "policies", document)
            if status != 201:
                # A node may have died under a call that it had carried out: the next one finds the name taken.
                answer = next((one for one in self.portal.all("policies") if one["name"] == document["name"]), None)
            if answer:
                self.policies[answer["id"]] = document
                self.made.append(answer["id"])
                self.book.switched(answer["id"], self.now(), True)

    def edit(self):
        if policy := self.one(list(self.policies)):
            document = self.policies[policy]
            rule = document["schedule"]["daily"]
            rule["retention"] = {"count": self.draw.randint(1, 3), "unit": "Days"}
            change = self.draw.choice(["AskFirst", "NewPoints"])
            self.portal.call("PUT", f"policies/{policy}?retention={change}", document, {"If-Match": "*"})

    def switch(self):
        if policy := self.one(list(self.policies)):
            document = self.policies[policy]
            now, enabled = self.now(), not document["enabled"]
            if self.portal.call("POST", f"policies/{policy}/{'enable' if enabled else 'disable'}")[0] == 200:
                document["enabled"] = enabled
                self.book.switched(policy, self.now() if enabled else now, enabled)

    def remove(self):
        if len(self.policies) > 2 and (policy := self.one(list(self.policies))):
            now = self.now()
            if self.portal.call("DELETE", f"policies/{policy}", headers={"If-Match": "*"})[0] in (204, 404):
                self.book.switched(policy, now, False)
                del self.policies[policy]

    def start(self):
        if policy := self.one(list(self.policies)):
            self.portal.call("POST", f"policies/{policy}/start")

    def stop(self):
        if session := self.one(self.loud("sessions?state=Running")):
            self.portal.call("POST", f"sessions/{session['id']}/stop")

    def loud(self, path):
        """Sessions but those of the quiet policy."""
        return [one for one in self.portal.all(path) if one.get("policyId") != self.quiet.policy]

    def let_go(self):
        for session in self.portal.all("sessions?state=Canceled")[:20]:
            for task in self.open_tasks(session["id"]):
                self.portal.call("POST", f"sessions/{session['id']}/tasks/{task['id']}/let-go")
                self.book.let_go.add(task["id"])
                return

    def open_tasks(self, session):
        return [task for task in self.portal.all(f"sessions/{session}/tasks") if task["state"] in ("Pending", "Running")]

    def hold(self):
        if point := self.one([one for one in self.points() if one["state"] == "Available"]):
            if self.portal.call("PUT", f"restore-points/{point['id']}/hold", {"reason": "Soak"}, {"If-Match": "*"})[0] < 300:
                self.book.held(point["arn"], self.now())

    def release(self):
        if arn := self.one(list(self.book.holds)):
            now, point = self.now(), self.book.ids.get(arn)
            if point:
                self.book.released(arn, now)
                self.portal.call("DELETE", f"restore-points/{point}/hold", headers={"If-Match": "*"})

    def approve(self):
        if policy := self.one(list(self.policies)):
            status, shown = self.portal.call("GET", f"policies/{policy}/pending")
            if status == 200 and shown.get("digest"):
                now, lost = self.now(), self.portal.lost
                status = self.portal.call("POST", f"policies/{policy}/approve-deletions", {"digest": shown["digest"]})[0]
                if status == 200 or self.portal.lost > lost:
                    ids = [one["restorePointId"] for one in shown.get("deletions", []) + shown.get("later", [])]
                    self.book.approved(now, policy, ids, shown.get("cuts"))

    def sync(self):
        self.portal.call("POST", "vaults/sync", {})

    # Outsiders, who use AWS past the portal.
    def outside_delete(self):
        if point := self.one([one for one in self.points() if one["state"] == "Available" and one["region"] == REGION]):
            since = self.now()
            try:
                self.backup.delete_recovery_point(BackupVaultName=point["vault"], RecoveryPointArn=point["arn"])
            finally:
                self.book.deleted_outside(point["arn"], since, self.now())

    def outside_backup(self):
        job = self.backup.start_backup_job(
            BackupVaultName="portal-vault", ResourceArn=self.one(self.file_systems)["arn"], IamRoleArn=ROLE)
        self.book.outside_jobs.add(job["BackupJobId"])

    def outside_vault(self):
        name = f"soak-{self.draw.getrandbits(32):x}"
        self.backup.create_backup_vault(BackupVaultName=name)
        self.sync()
        self.backup.delete_backup_vault(BackupVaultName=name)

    # Faults.
    def fault(self):
        service = self.draw.choice(["backup", "backup", "fsx"])
        self.aws.post("faults", {"service": service, "operation": "*", "account": ACCOUNT, **self.draw.choice(FAULTS)})
        time.sleep(self.draw.random() * 4)
        self.aws.calm()

    def leap(self):
        """Hours pass at once: what takes long is over, and slots are missed."""
        self.now()
        self.aws.set_clock(advance="PT7H")
        self.now()
        time.sleep(2)  # The demo's clock is read once a second.

    def rest(self):
        """Nobody asks for anything any more: whatever is open ends by itself, or when somebody ends it."""
        self.aws.calm()
        self.nodes.settle()
        self.quiet.until = self.now() - checker.SLACK
        for policy in [self.quiet.policy, *(policy for policy, document in self.policies.items() if document["enabled"])]:
            now = self.now()
            self.portal.call("POST", f"policies/{policy}/disable")
            self.book.switched(policy, now, False)
        portal.until(lambda: not self.portal.all("sessions?state=Running"), 60)
        for session in self.loud("sessions?state=Running"):
            self.portal.call("POST", f"sessions/{session['id']}/stop")
        for session in self.loud("sessions"):
            for task in self.open_tasks(session["id"]):
                self.portal.call("POST", f"sessions/{session['id']}/tasks/{task['id']}/let-go")
                self.book.let_go.add(task["id"])
        portal.until(lambda: not self.portal.all("sessions?state=Running"), 60)
        self.now()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--emulator", required=True)
    options.add_argument("--node", action="append", required=True)
    options.add_argument("--pid", action="append", type=int)
    options.add_argument("--seconds", type=int, default=600)
    options.add_argument("--seed", type=int, default=int(time.time()))
    options = options.parse_args()
    print(f"seed {options.seed}", flush=True)
    soak = Soak(options)
    try:
        soak.prepare()
        soak.run(options.seconds)
        soak.rest()
        wrong = checker.check(soak)
    finally:
        soak.nodes.end()
    print(f"{sum(soak.counts.values())} acts: " + ", ".join(f"{name} {count}" for name, count in sorted(soak.counts.items())))
    print(f"{soak.book.deleted} points deleted; {soak.portal.lost} calls died with a node; quiet slots: {soak.quiet.counts}")
    for line in wrong:
        print("WRONG " + line)
    if wrong:
        print("\n".join(soak.nodes.logs()))
    sys.exit(1 if wrong else 0)


main()
