using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies.Validation;

/// <summary>Checks how long the rules of a schedule keep restore points.</summary>
internal static class PeriodRules
{
    private const int MaxYears = 99;

    /// <summary>A period of days or months.</summary>
    public static IEnumerable<Problem> Short(string at, Period? period) => Check(at, period, "days or months", unit => unit switch
    {
        PeriodUnit.Days => 36_500,
        PeriodUnit.Months => 12 * MaxYears,
        PeriodUnit.Years => 0,
    });

    /// <summary>A period of years.</summary>
    public static IEnumerable<Problem> Years(string at, Period? period) =>
        Check(at, period, "years", unit => unit == PeriodUnit.Years ? MaxYears : 0);

    private static IEnumerable<Problem> Check(string at, Period? period, string units, Func<PeriodUnit, int> mostOf)
    {
        if (period is null)
        {
            yield return new(at, "Say how long restore points are kept.");
        }
        else if (mostOf(period.Unit) is var most && most == 0)
        {
            yield return new($"{at}.unit", $"This rule keeps restore points for {units}.");
        }
        else if (period.Count < 1 || period.Count > most)
        {
            yield return new($"{at}.count", $"Retention is a number from 1 to {most} {period.Unit.ToString().ToLowerInvariant()}.");
        }
    }
}
