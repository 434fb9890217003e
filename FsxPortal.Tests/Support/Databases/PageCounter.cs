using System.Data.Common;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace FsxPortal.Tests.Support.Databases;

/// <summary>Counts the pages of 8 KiB that PostgreSQL touches for what is read through a context, whatever the machine.</summary>
public sealed class PageCounter : DbCommandInterceptor
{
    private readonly List<(string Text, List<NpgsqlParameter> Parameters)> _statements = [];

    /// <summary>The statements that were run since <see cref="Clear"/>.</summary>
    public IReadOnlyList<string> Statements => _statements.ConvertAll(statement => statement.Text);

    /// <summary>Forgets what was run.</summary>
    public void Clear() => _statements.Clear();

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        _statements.Add((command.CommandText, [.. command.Parameters.Cast<NpgsqlParameter>().Select(parameter => parameter.Clone())]));
        return ValueTask.FromResult(result);
    }

    /// <summary>Runs every statement again and adds up the pages that each has touched.</summary>
    public async Task<IReadOnlyList<long>> CountAsync(NpgsqlDataSource database)
    {
        var pages = new List<long>();
        foreach (var (text, parameters) in _statements)
        {
            await using var command = database.CreateCommand($"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {text}");
            command.Parameters.AddRange(parameters.ConvertAll(parameter => parameter.Clone()).ToArray());
            var plan = JsonNode.Parse((string)(await command.ExecuteScalarAsync())!)![0]!["Plan"]!;
            pages.Add((long)plan["Shared Hit Blocks"]! + (long)plan["Shared Read Blocks"]!);
        }

        return pages;
    }
}
