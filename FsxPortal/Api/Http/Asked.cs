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

        if (Instants.Read(text, out var instant) is not { } problem)
        {
            return instant;
        }

        Note(name, problem);
        return null;
    }

    /// <summary>Whether something is wanted that is not unless asked for.</summary>
    public bool Flag(string? text, [CallerArgumentExpression(nameof(text))] string name = "")
    {
        if (string.IsNullOrEmpty(text) || bool.TryParse(text, out _))
        {
            return bool.TryParse(text, out var flag) && flag;
        }

        Note(name, $"'{text}' is neither true nor false.");
        return false;
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
