using System.Globalization;
using System.Runtime.CompilerServices;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Queries.Views;

namespace FsxPortal.Api.Http;

/// <summary>Reads the parameters of a list, noting what is wrong with each under its name.</summary>
internal sealed class Asked
{
    private readonly List<Problem> _problems = [];

    /// <summary>One of the names of <typeparamref name="T"/>.</summary>
    public T? One<T>(string? text, [CallerArgumentExpression(nameof(text))] string name = "")
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var known = Enum.GetNames<T>();
        if (Array.Find(known, value => value.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            return Enum.Parse<T>(found);
        }

        Note(name, $"'{text}' is none of {string.Join(", ", known)}.");
        return null;
    }

    public Guid? Id(string? text, [CallerArgumentExpression(nameof(text))] string name = "")
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (Guid.TryParse(text, out var id))
        {
            return id;
        }

        Note(name, $"'{text}' is not a UUID.");
        return null;
    }

    public DateTimeOffset? Instant(string? text, [CallerArgumentExpression(nameof(text))] string name = "")
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            return instant;
        }

        Note(name, $"'{text}' is not an instant such as 2026-01-31T18:00:00Z.");
        return null;
    }

    /// <summary>The page, once all other parameters have been read.</summary>
    /// <exception cref="InvalidInputException">Some parameter is wrong.</exception>
    public PageRequest Page(string? limit, string? cursor)
    {
        var most = PageRequest.DefaultLimit;
        if (!string.IsNullOrEmpty(limit) && !int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most))
        {
            Note(nameof(limit), $"The limit is a number from 1 to {PageRequest.MaxLimit}.");
        }

        Demand();
        return new PageRequest(most, cursor);
    }

    /// <summary>Refuses the request if any parameter was wrong.</summary>
    public void Demand()
    {
        if (_problems.Count > 0)
        {
            throw new InvalidInputException(_problems);
        }
    }

    private void Note(string name, string text) => _problems.Add(new Problem(name, text));
}
