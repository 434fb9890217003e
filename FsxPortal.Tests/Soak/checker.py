"""What has to be so after a soak, told from AWS's journal and the portal's API alone."""
import collections
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
        self.switches, self.outside_deletes, self.outside_jobs, self.let_go = {}, {}, set(), set()
        self.deleted = 0

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

    def deleted_outside(self, arn, since, until):
        """Somebody has asked AWS past the portal, and may not know whether it was heard."""
        self.outside_deletes.setdefault(arn, []).append((since, until))

    def is_approved(self, arn, since):
        return any(
            at > since and (self.ids[arn] in ids or (policy and self.makers[arn] == policy)) for at, ids, policy in self.approvals)

    def switched(self, policy, now, enabled):
        self.switches.setdefault(policy, []).append((now, enabled))


def check(soak):
    journal, api, book = soak.aws.journal(), soak.portal, soak.book
    aws_jobs = {job["id"]: job for job in soak.aws.get("state")["jobs"]}
    sessions = api.all("sessions")
    tasks = [task for session in sessions for task in api.all(f"sessions/{session['id']}/tasks")]
    return [
        *api.failures, *soak.nodes.failures, *open_things(sessions, tasks), *slots(book, sessions), *deletions(book, journal),
        *holds(book, soak.points()), *jobs(soak, journal, tasks, aws_jobs), *twice(tasks, aws_jobs), *reasons(sessions, tasks),
        *soak.quiet.check(soak.timeline, sessions, tasks, aws_jobs, journal)]


def open_things(sessions, tasks):
    yield from (f"the session {one['id']} ({one['type']}) is {one['state']}" for one in sessions if one["state"] in ("Pending", "Running"))
    yield from (f"the task {one['id']} is {one['state']}: {one.get('reason')}" for one in tasks if one["state"] in ("Pending", "Running"))


def slots(book, sessions):
    """Every slot while a policy was enabled has one session, whatever became of it."""
    for policy, switches in book.switches.items():
        made = collections.Counter(instant(one["slot"]) for one in sessions if one.get("policyId") == policy)
        yield from (f"the slot {slot} of {policy} has {count} sessions" for slot, count in made.items() if count > 1)
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
        if any(since <= at <= until for since, until in book.outside_deletes.get(arn, [])):
            continue
        book.deleted += 1
        if arn in book.holds and book.holds[arn] < at:
            yield f"{arn} was deleted at {at} and held since {book.holds[arn]}"
        for held, since, until in book.hold_times:
            if held == arn and since < at < until:
                yield f"{arn} was deleted at {at} and held from {since} to {until}"
        for when, end in book.shown.get(arn, []):
            if end > at + SLACK and not book.is_approved(arn, when - SLACK):
                yield f"{arn} was deleted at {at}; at {when} its end was shown as {end}"
                break


def holds(book, points):
    """What is held at the end is shown as held."""
    shown = {point["arn"]: point for point in points}
    for arn, since in book.holds.items():
        if arn in shown and arn not in book.outside_deletes and not shown[arn].get("hold"):
            yield f"{arn} is held since {since} and not shown as held"


def jobs_of(task):
    """The backup jobs of a task, and the copy jobs."""
    backups = {attempt.get("backupJobId") for attempt in task.get("attempts") or []} | {(task.get("backup") or {}).get("jobId")}
    return backups - {None}, {copy.get("jobId") for copy in task.get("copies") or []} - {None}


def jobs(soak, journal, tasks, aws_jobs):
    """Every job that the portal made AWS run is one of a task, unless somebody has let that task go."""
    known = {job for task in tasks for some in jobs_of(task) for job in some}
    arns = {one["id"]: one["arn"] for one in soak.file_systems}
    excused = [
        (arns.get(task["fileSystemId"]), instant(task["startedAt"] or task["endedAt"]) - SLACK, instant(task["endedAt"]) + SLACK)
        for task in tasks if task["id"] in soak.book.let_go and task.get("endedAt")]
    for entry in journal:
        effect = entry.get("effect") or ""
        if effect.startswith("started backup job ") or effect.startswith("started copy job "):
            job = effect.split(" ")[-1]

            # Outsiders, who may not have heard of what they have started, give no tags and make no copies.
            is_ours = "copy" in effect or "RecoveryPointTags" in (entry["parameters"] or {})
            of, at = aws_jobs[job]["resource"], instant(entry["time"])
            if is_ours and job not in known and not any(arn == of and since <= at <= until for arn, since, until in excused):
                yield f"{effect} at {entry['time']} is of no task"
    foreign = {job for job in soak.book.outside_jobs if job in known}
    yield from (f"the job {job} of somebody else is taken for the portal's" for job in foreign)


def twice(tasks, aws_jobs):
    """A task that was let go may be followed by another attempt; no other has two good backups, and no job is of two tasks."""
    owners = collections.Counter(job for task in tasks for some in jobs_of(task) for job in some)
    yield from (f"the job {job} is of {count} tasks" for job, count in owners.items() if count > 1)
    for task in tasks:
        good = [job for job in jobs_of(task)[0] if aws_jobs.get(job, {}).get("state") == "COMPLETED"]
        if len(good) > 1:
            yield f"the task {task['id']} has {len(good)} completed backups: {good}"


def reasons(sessions, tasks):
    for one in sessions:
        if one["state"] in ("Skipped", "Missed", "Failed", "Canceled") and not one.get("reason"):
            yield f"the session {one['id']} is {one['state']} without a reason"
    for one in tasks:
        if one["state"] in ("Skipped", "Failed", "Canceled", "Warning") and not one.get("reason"):
            yield f"the task {one['id']} is {one['state']} without a reason"
