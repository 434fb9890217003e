using FsxPortal.Setup.Database;
using FsxPortal.Setup.Start;
using Microsoft.Extensions.Configuration;

namespace FsxPortal.Tests.Setup;

/// <summary>Where the portal says that its data lies.</summary>
public sealed class DatabasePlaceTests
{
    [Theory]
    [InlineData("Sqlite", "")]
    [InlineData("PostgreSql", "Host=db.example;Database=portal;Username=somebody;Password=secret")]
    public void A_person_is_told_where_the_data_lies_and_no_password(string provider, string connection)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Database:Provider", provider), new("Database:ConnectionString", connection)]).Build();
        var folder = Path.GetTempPath();

        var place = DatabaseSetup.PlaceOf(settings, new PortalArguments { Data = folder });

        Assert.Equal(provider == "Sqlite" ? folder : "the database portal at db.example", place);
    }
}
