using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace FsxPortal.Core.Queries;

/// <summary>Says in plain sentences what is wrong with a database that fails, and what to do about it.</summary>
public static class DatabaseTrouble
{
    // Result codes of SQLite.
    private const int NotPermitted = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int DiskError = 10;
    private const int Damaged = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NoDatabase = 26;

    /// <summary>What is wrong; none if the failure says nothing of the database as a whole.</summary>
    public static string? Of(Exception failure) => CauseOf(failure) switch
    {
        SqliteException cause => Of(cause.SqliteErrorCode),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
            "The disk of the database server is full. Make room there; the portal goes on by itself.",
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } =>
            "The database server takes no changes: it is a standby, or read-only. Name the primary in Database:ConnectionString.",
        DbException { IsTransient: true } => "The database is out of reach. Try again in a moment.",
        _ => null,
    };

    /// <summary>What went wrong in the database itself; none if nothing did.</summary>
    public static DbException? CauseOf(Exception? failure)
    {
        while (failure is not null and not DbException)
        {
            failure = failure.InnerException;
        }

        return (DbException?)failure;
    }

    private static string? Of(int code) => code switch
    {
        Busy or Locked => "The database is locked by another process. Try again in a moment.",
        Full => "The disk of the database is full. Make room; the portal goes on by itself.",
        ReadOnly or NotPermitted =>
            "The database cannot be written: its file or its folder is read-only. Let the portal's user write both.",
        CannotOpen => "The database file cannot be opened. Does its folder exist, and may the portal's user read and write it?",
        DiskError => "The disk of the database cannot be read or written. Look at the system's log.",
        Damaged => "The database file is damaged or cut short. Stop the portal and put a copy from before in its place.",
        NoDatabase => "The file is not a SQLite database. Name another one, or put a copy of the portal's database in its place.",
        _ => null,
    };
}
