"""What has to be so after a soak, told from AWS's journal and the portal's API alone."""
import datetime

from portal import instant

# The emulated time that passes while an answer is on its way.
SLACK = datetime.timedelta(hours=1)
HOUR = datetime.timedelta(hours=1)

# The hours of all schedules.
HOURS = [0, 6, 12, 18]


class Book:
    """What was seen and done while it went on."""

    def __init__(self):
        self.ids, self.makers, self.shown, self.holds, self.hold_times, self.approvals = {}, {}, {}, {}, [], []
        self.switches, self.outside_deletes, self.outside_jobs, self.let_go = {}, set(), set(), set()

    def see(self, now, points):
        for point in points:
            self.ids[point["arn"]], self.makers[point["arn"]] = point["id"], point.get("policyId")
            ends = [flag["until"] for flag in point.get("retention") or []]
            if ends and all(ends) and point["state"] == "Available":
                self.shown.setdefault(point["arn"], []).append((now, max(map(instant, ends))))

    def held(self, arn, now):
        self.holds[arn] = now

    def released(self, arn, now):
        self.hold_times.append((arn, self.holds.pop(arn), now))

    def approved(self, now, policy, ids, cuts):
        """Certain points, and where rules were cut all that the policy has made."""
        self.approvals.append((now, set(ids), policy if cuts else None))

    def is_approved(self, arn, since):
        return any(
            at > since and (self.ids[arn] in ids or (policy and self.makers[arn] == policy)) for at, ids, policy in self.approvals)

    def switched(self, policy, now, enabled):
        self.switches.setdefault(policy, []).append((now, enabled))


def check(soak):
    journal, api, book = soak.aws.journal(), soak.portal, soak.book
    sessions = api.all("sessions")
    tasks = [task for session in sessions for task in api.all(f"sessions/{session['id']}/tasks")]
    return [
        *api.failures, *open_things(sessions, tasks), *slots(book, sessions), *deletions(book, journal),
        *jobs(soak, journal, tasks), *reasons(sessions, tasks)]


def open_things(sessions, tasks):
    yield from (f"the session {one['id']} ({one['type']}) is {one['state']}" for one in sessions if one["state"] in ("Pending", "Running"))
    yield from (f"the task {one['id']} is {one['state']}: {one.get('reason')}" for one in tasks if one["state"] in ("Pending", "Running"))


def slots(book, sessions):
    """Every slot while a policy was enabled has a session, whatever became of it."""
    for policy, switches in book.switches.items():
        made = {instant(one["slot"]) for one in sessions if one.get("policyId") == policy}
        ends = switches[1:] + [(switches[-1][0], None)]
        for (begin, enabled), (end, _) in zip(switches, ends):
            slot = begin.replace(minute=0, second=0, microsecond=0) + HOUR
            while enabled and slot < end - SLACK:
                if slot.hour in HOURS and slot not in made:
                    yield f"the slot {slot} of {policy} has no session"
                slot += HOUR


def deletions(book, journal):
    for entry in journal:
        effect = entry.get("effect") or ""
        if not effect.startswith("deleting recovery point "):
            continue
        arn, at = effect.split(" ")[-1], instant(entry["time"])
        if arn in book.outside_deletes:
            continue
        if arn in book.holds and book.holds[arn] < at:
            yield f"{arn} was deleted at {at} and held since {book.holds[arn]}"
        for held, since, until in book.hold_times:
            if held == arn and since < at < until:
                yield f"{arn} was deleted at {at} and held from {since} to {until}"
        for when, end in book.shown.get(arn, []):
            if end > at + SLACK and not book.is_approved(arn, when - SLACK):
                yield f"{arn} was deleted at {at}; at {when} its end was shown as {end}"
                break


def jobs(soak, journal, tasks):
    """Every job that the portal made AWS run is one of a task, unless somebody has let that task go."""
    known = set()
    for task in tasks:
        known.update(attempt.get("backupJobId") for attempt in task.get("attempts") or [])
        known.update(copy.get("jobId") for copy in task.get("copies") or [])
        known.add((task.get("backup") or {}).get("jobId"))
    excused = {task["fileSystemId"] for task in tasks if task["id"] in soak.book.let_go}
    arns = {one["arn"] for one in soak.file_systems if one["id"] in excused}
    for entry in journal:
        effect = entry.get("effect") or ""
        if effect.startswith("started backup job ") or effect.startswith("started copy job "):
            job = effect.split(" ")[-1]
            asked = entry["parameters"] or {}

            # Outsiders, who may not have heard of what they have started, give no tags and make no copies.
            is_ours = "copy" in effect or "RecoveryPointTags" in asked
            is_excused = bool(arns) if "copy" in effect else asked.get("ResourceArn") in arns
            if is_ours and job not in known and not is_excused:
                yield f"{effect} at {entry['time']} is of no task"
    foreign = {job for job in soak.book.outside_jobs if job in known}
    yield from (f"the job {job} of somebody else is taken for the portal's" for job in foreign)


def reasons(sessions, tasks):
    for one in sessions:
        if one["state"] in ("Skipped", "Missed", "Failed", "Canceled") and not one.get("reason"):
            yield f"the session {one['id']} is {one['state']} without a reason"
    for one in tasks:
        if one["state"] in ("Skipped", "Failed", "Canceled", "Warning") and not one.get("reason"):
            yield f"the task {one['id']} is {one['state']} without a reason"
