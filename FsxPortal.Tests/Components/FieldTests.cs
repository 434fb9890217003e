using Bunit;
using FsxPortal.Components.Forms;
using FsxPortal.Tests.Support.Offline;
using Microsoft.AspNetCore.Components;

namespace FsxPortal.Tests.Components;

public sealed class FieldTests : PartContext
{
    private static readonly (string, string)[] _choices = [("a", "Ant"), ("b", "Bee")];

    [Fact]
    public void An_input_belongs_to_its_label_hint_and_problem()
    {
        var field = Render<Field>(p =>
            p.Add(x => x.Id, "name").Add(x => x.Label, "Name").Add(x => x.Hint, "Short.").Add(x => x.Problem, "Too long.")
            .Add(x =>
                x.ChildContent, input => $"<input {string.Join(' ', input.Attributes.Select(pair => $"{pair.Key}='{pair.Value}'"))} />"));

        var input = field.Find("input");
        Assert.Equal(
            ("name", "name-hint name-problem", "true"),
            (input.Id, input.GetAttribute("aria-describedby"), input.GetAttribute("aria-invalid")));
        Assert.Equal("name", field.Find("label").GetAttribute("for"));
        Assert.Equal(("Short.", "Too long."), (field.Find("#name-hint").TextContent, field.Find("#name-problem").TextContent));
    }

    [Fact]
    public void A_field_without_a_problem_is_not_called_wrong()
    {
        var field = Render<Field>(p =>
            p.Add(x => x.Id, "name").Add(x => x.Label, "Name")
                .Add(x => x.ChildContent, input => $"<input id='{input.Attributes["id"]}' data-count='{input.Attributes.Count}' />"));

        Assert.Equal("1", field.Find("input").GetAttribute("data-count"));
        Assert.Empty(field.FindAll(".field-problem, .field-hint, .field-wrong"));
    }

    [Fact]
    public void A_choice_says_what_was_chosen()
    {
        object? chosen = null;
        var field = Render<ChoiceField>(p =>
            p.Add(x => x.Id, "pet").Add(x => x.Label, "Pet").Add(x => x.All, "Any pet").Add(x => x.Value, "b").Add(x => x.Choices, _choices)
            .Add(x => x.OnChange, (ChangeEventArgs change) => chosen = change.Value));

        Assert.Equal(["Any pet", "Ant", "Bee"], field.FindAll("option").Select(option => option.TextContent));
        field.Find("select").Change("a");

        Assert.Equal("a", chosen);
    }

    [Fact]
    public void A_value_of_the_address_that_is_no_choice_can_be_seen()
    {
        var field = Render<ChoiceField>(p =>
            p.Add(x => x.Id, "pet").Add(x => x.Label, "Pet").Add(x => x.Value, "zebra").Add(x => x.Choices, _choices));

        Assert.Equal("zebra", field.FindAll("option")[0].TextContent);
    }

    [Fact]
    public void Nothing_can_be_chosen_before_the_page_is_connected()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));

        Assert.True(
            Render<ChoiceField>(p => p.Add(x => x.Id, "pet").Add(x => x.Label, "Pet").Add(x => x.Value, null).Add(x => x.Choices, _choices))
                .Find("select").HasAttribute("disabled"));
    }
}
