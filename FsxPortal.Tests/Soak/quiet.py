"""A policy that nobody touches, of a file system that nothing happens to: of its slots not one may be lost.

Users, outsiders and faults keep to another account. What is left are leaps of the clock, and nodes that freeze or die. So each slot is
planned in time and backed up by one job. The exceptions are told from the other slots: one is missed only where the next was due when
it was planned, and left out only where the run before was still going on. Both need slots that a leap has brought close together:
how long things take is measured in seconds that really passed.
"""
import bisect
import datetime

from portal import instant

ACCOUNT, REGION, VAULT = "444455556666", "us-east-1", "portal-vault"
EVERY = datetime.timedelta(hours=6)
KEPT_DAYS = 2

# Seconds from a slot to its session, and from there to the session's end: a node may be frozen or dead for the better part of them.
MOST_TO_PLAN, MOST_TO_RUN = 30, 90


class Timeline:
    """Which emulated time it was when."""

    def __init__(self):
        self.real, self.emulated = [], []

    def note(self, real, emulated):
        self.real.append(real)
        self.emulated.append(emulated)

    def real_at(self, at):
        """When the emulated clock showed an instant."""
        after = min(max(bisect.bisect_left(self.emulated, at), 1), len(self.real) - 1)
        since, until = self.emulated[after - 1], self.emulated[after]
        share = (at - since) / (until - since) if until > since else 1
        return self.real[after - 1] + (self.real[after] - self.real[after - 1]) * share

    def seconds(self, since, until):
        return self.real_at(until) - self.real_at(since)


def document(file_system, hours):
    return {
        "name": "Quiet", "enabled": True, "timeZone": "UTC", "account": ACCOUNT, "regions": [REGION],
        "selection": {"mode": "Selected", "include": [{"awsFileSystemId": file_system["awsFileSystemId"]}], "exclude": []},
        "vaults": {REGION: VAULT}, "schedule": {"daily": {"hours": hours, "retention": {"count": KEPT_DAYS, "unit": "Days"}}},
        "keepNewest": True, "copySourceTags": True, "retry": {"attempts": 1}}


class Quiet:
    def __init__(self, policy, file_system, since, hours):
        self.policy, self.file_system, self.since, self.hours = policy, file_system, since, hours
        self.until = self.counts = None

    def slots(self):
        slot = self.since.replace(minute=0, second=0, microsecond=0) + datetime.timedelta(hours=1)
        while slot < self.until + EVERY:
            if slot.hour in self.hours:
                yield slot
            slot += datetime.timedelta(hours=1)

    def check(self, timeline, sessions, tasks, aws_jobs, journal):
        """What is wrong with the slots; counts what became of them."""
        mine = [one for one in sessions if one.get("policyId") == self.policy]
        of_slot = {instant(one["slot"]): one for one in mine}
        started = {
            entry["effect"].split(" ")[-1] for entry in journal if (entry.get("effect") or "").startswith("started backup job ")
            and (entry["parameters"] or {}).get("ResourceArn") == self.file_system["arn"]}
        self.counts = {"backed up": 0, "missed": 0, "left out": 0}
        used = {}
        for slot in self.slots():
            session = of_slot.get(slot)
            if session is None:
                if slot < self.until:
                    yield f"the quiet slot {slot} has neither a session nor a mark"
                continue
            own = [task for task in tasks if task["sessionId"] == session["id"]]
            what, wrong = self.judge(slot, session, own, mine, aws_jobs, started, used)
            self.counts[what] = self.counts.get(what, 0) + 1
            yield from (f"the quiet slot {slot}: {line}" for line in [*wrong, *self.lateness(timeline, slot, session)])
        yield from (f"the job {job} of the quiet file system is of none of its slots" for job in started - set(used))
        yield from self.lives({job: slot for job, slot in used.items() if aws_jobs[job]["state"] == "COMPLETED"}, aws_jobs, journal)

    def lives(self, slots, aws_jobs, journal):
        """Each point lives for as long as the policy says, and not much longer: three backups later it is gone."""
        deleted = {
            entry["effect"].split(" ")[-1]: instant(entry["time"]) for entry in journal
            if (entry.get("effect") or "").startswith("deleting recovery point ")}
        self.counts["deleted"] = 0
        for job, slot in slots.items():
            point, end = aws_jobs[job]["recoveryPoint"], slot + datetime.timedelta(days=KEPT_DAYS)
            gone = deleted.get(point)
            self.counts["deleted"] += gone is not None
            if gone and gone < end:
                yield f"the quiet point {point} was deleted at {gone}, before its end at {end}"
            later = sorted(slot for slot in slots.values() if end < slot < self.until)
            if not gone and len(later) > 2:
                yield f"the quiet point {point} was not deleted after its end at {end}"

    @staticmethod
    def lateness(timeline, slot, session):
        created, ended = instant(session["createdAt"]), session.get("endedAt")
        if (seconds := timeline.seconds(slot, created)) > MOST_TO_PLAN:
            yield f"planned {seconds:.0f} seconds late, at {created}"
        if ended and (seconds := timeline.seconds(created, instant(ended))) > MOST_TO_RUN:
            yield f"it took {seconds:.0f} seconds from {created} to {instant(ended)}"

    def judge(self, slot, session, own, mine, aws_jobs, started, used):
        """What became of a slot, and what is wrong with that."""
        created = instant(session["createdAt"])
        if session["state"] == "Missed":
            return "missed", [] if slot + EVERY <= created else [f"missed at {created}, before the next was due"]
        jobs = {attempt["backupJobId"] for task in own for attempt in task.get("attempts") or [] if attempt.get("backupJobId")}
        jobs |= {task["backup"]["jobId"] for task in own if (task.get("backup") or {}).get("jobId")}
        used.update((job, slot) for job in jobs)
        if not jobs:
            going_on = [
                one for one in mine if one["state"] != "Missed" and instant(one["slot"]) < slot
                and (not one.get("endedAt") or instant(one["endedAt"]) >= created)]
            told = f"{session['state']}: {session.get('reason')}; {[(task['state'], task.get('reason')) for task in own]}"
            return "left out", [] if going_on else [f"no backup, and no run was going on: {told}"]
        if len(jobs) != 1 or not jobs <= started:
            return "backed up", [f"it has the jobs {sorted(jobs)}"]
        state = aws_jobs.get(next(iter(jobs)), {}).get("state")
        good = session["state"] in ("Succeeded", "Warning") and state == "COMPLETED"
        return "backed up", [] if good else [f"{session['state']} ({session.get('reason')}) with a job that is {state}"]


def prepare(portal, hours, now):
    """Finds the file system and makes the policy."""
    file_system = next(
        one for one in portal.all("file-systems")
        if one["awsAccount"] == ACCOUNT and one["region"] == REGION and one["protection"]["state"] != "Unsupported")
    status, answer = portal.call("POST", "policies", document(file_system, hours))
    if status != 201:
        raise RuntimeError(f"the quiet policy was not created: {status} {answer}")
    return Quiet(answer["id"], file_system, now, hours)
