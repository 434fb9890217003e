namespace FsxPortal.Tests.AwsSdk.Models;

/// <summary>Where our client and a model differ: what it is about, and how.</summary>
internal sealed record Difference(string Subject, string How)
{
    public override string ToString() => $"{Subject}: {How}";
}

/// <summary>Holds our client against a model of its service, as far as our client reaches.</summary>
internal sealed class Comparison
{
    private readonly AwsModel _ours;
    private readonly AwsModel _model;
    private readonly List<Difference> _differences = [];
    private readonly HashSet<(string Ours, string? Model)> _structures = [];
    private readonly HashSet<string> _enums = [];
    private readonly HashSet<string> _errors = [];
    private int _members;
    private int _values;
    private int _sizeless;

    public Comparison(AwsModel ours, AwsModel model)
    {
        (_ours, _model) = (ours, model);
        foreach (var (name, operation) in ours.Operations)
        {
            Compare(name, operation);
        }

        foreach (var name in ours.Enums.Keys.Except(_enums))
        {
            Add(name, "an enum that nothing uses");
        }

        foreach (var name in ours.Structures.Keys.Where(IsError).Except(_errors))
        {
            Add(name, "an error that no operation names");
        }
    }

    public IReadOnlyList<Difference> Differences => _differences;

    /// <summary>How much was compared.</summary>
    public (int Operations, int Members, int Values, int Errors) Compared => (_ours.Operations.Count, _members, _values, _errors.Count);

    public string Summary =>
        $"{_ours.Operations.Count} operations, {_members} members, {_values} values of {_enums.Count} enums, {_errors.Count} errors "
            + $"against {_model.Source}"
        + (_sizeless > 0 ? $" (of {_sizeless} numbers the size is not told)" : "");

    private static bool IsError(string name) => name.EndsWith("Exception", StringComparison.Ordinal);

    private void Compare(string name, ModelOperation ours)
    {
        if (_model.Operations.GetValueOrDefault(name) is not { } known)
        {
            Add(name, "unknown to the model");
            return;
        }

        Differ(name, $"{ours.Method} {ours.Uri}", $"{known.Method} {known.Uri}");
        Compare(ours.Input!, known.Input);
        Compare(ours.Output!, known.Output);
        foreach (var error in known.Errors)
        {
            Compare(error);
        }
    }

    private void Compare(string error)
    {
        // In .NET the names of all exceptions end in the same word.
        var ours = IsError(error) ? error : $"{error}Exception";
        _errors.Add(ours);
        if (_ours.Structures.ContainsKey(ours))
        {
            Compare(ours, error);
        }
        else
        {
            Add(ours, "left out");
        }
    }

    private void Compare(string ours, string? known)
    {
        if (!_structures.Add((ours, known)))
        {
            return;
        }

        var (mine, theirs) = (_ours.Members(ours), _model.Members(known));
        foreach (var (name, member) in mine)
        {
            _members++;
            if (theirs.GetValueOrDefault(name) is { } modelled)
            {
                Compare($"{ours}.{name}", member, modelled);
            }
            else
            {
                Add($"{ours}.{name}", "unknown to the model");
            }
        }

        // The text of an error is a property of every exception.
        foreach (var name in theirs.Keys.Except(mine.Keys).Where(name => !(IsError(ours) && name == "Message")))
        {
            Add($"{ours}.{name}", "left out");
        }
    }

    private void Compare(string subject, ModelMember ours, ModelMember known)
    {
        // The SDK for .NET gives lists of enum values as text, and so do we.
        var type = known.Type.StartsWith("list<enum ", StringComparison.Ordinal) ? "list<string>" : known.Type;
        var text = ours with { Type = AwsModel.Agree(ours.Type, type) ? type : ours.Type };

        // The gap of a path has no name on the wire.
        var place = known.In == "path" ? known with { Type = type, Name = ours.Name } : known with { Type = type };
        Differ(subject, text.ToString(), place.ToString());
        _sizeless += type.Contains("number", StringComparison.Ordinal) ? 1 : 0;
        if (!AwsModel.Agree(ours.Type, type))
        {
            return;
        }

        var part = type.Split('<')[^1].TrimEnd('>').Split(' ');
        if (part is ["structure", var structure])
        {
            Compare(structure, structure);
        }
        else if (part is ["enum", var values] && _enums.Add(values))
        {
            CompareValues(values);
        }
    }

    private void CompareValues(string name)
    {
        var (ours, known) = (_ours.Enums[name], _model.Enums[name]);
        _values += ours.Count;
        foreach (var value in ours.Except(known))
        {
            Add($"{name}.{value}", "unknown to the model");
        }

        foreach (var value in known.Except(ours))
        {
            Add($"{name}.{value}", "left out");
        }
    }

    private void Differ(string subject, string ours, string known)
    {
        if (ours != known)
        {
            Add(subject, $"{ours} here, {known} there");
        }
    }

    private void Add(string subject, string how) => _differences.Add(new(subject, how));
}
