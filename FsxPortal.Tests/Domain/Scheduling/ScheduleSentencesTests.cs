using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Scheduling;

public sealed class ScheduleSentencesTests
{
    [Theory]
    [MemberData(nameof(Golden.Files), "Sentences", MemberType = typeof(Golden))]
    public void A_schedule_is_spoken_of_as_in_the_golden_file(string file)
    {
        Golden.Verify(file, text =>
        {
            var schedule = new ScheduleText();
            return Golden.Answer(text, input => schedule.Take(input.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                ? []
                : input == "when" ? [ScheduleWords.When(schedule.Schedule)] : [.. ScheduleSentences.Of(schedule.Schedule).Values.DefaultIfEmpty("nothing")]);
        });
    }
}
