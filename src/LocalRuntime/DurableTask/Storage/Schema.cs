namespace LocalRuntime.DurableTask;

/// <summary>The tables of a store. Instants are ticks in UTC; kinds and statuses are numbers of enums.</summary>
internal static class Schema
{
    /// <summary>The version of the tables.</summary>
    public const long Version = 1;

    /// <summary>Makes the tables.</summary>
    public const string Create = """
        CREATE TABLE instances (
            key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
            generation INTEGER NOT NULL DEFAULT 0, status INTEGER NOT NULL,
            created INTEGER NOT NULL, updated INTEGER NOT NULL, clock INTEGER NOT NULL DEFAULT 0,
            input TEXT, output TEXT, failure TEXT, custom_status TEXT, tags TEXT,
            parent INTEGER, parent_generation INTEGER, parent_task INTEGER, parent_id TEXT, parent_name TEXT,
            history_rows INTEGER NOT NULL DEFAULT 0, most_history_rows INTEGER NOT NULL DEFAULT 0,
            activities INTEGER NOT NULL DEFAULT 0, largest_payload INTEGER NOT NULL DEFAULT 0);
        CREATE INDEX instances_parent ON instances (parent) WHERE parent IS NOT NULL;
        CREATE TABLE history (
            instance INTEGER NOT NULL, seq INTEGER NOT NULL, kind INTEGER NOT NULL, task INTEGER NOT NULL,
            name TEXT, payload TEXT, time INTEGER NOT NULL, PRIMARY KEY (instance, seq)) WITHOUT ROWID;
        CREATE TABLE inbox (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, instance INTEGER NOT NULL, kind INTEGER NOT NULL,
            task INTEGER NOT NULL, name TEXT, payload TEXT, time INTEGER NOT NULL);
        CREATE INDEX inbox_instance ON inbox (instance);
        CREATE TABLE timers (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, instance INTEGER NOT NULL, generation INTEGER NOT NULL,
            kind INTEGER NOT NULL, task INTEGER NOT NULL, due INTEGER NOT NULL);
        CREATE INDEX timers_due ON timers (due);
        CREATE INDEX timers_instance ON timers (instance);
        CREATE TABLE activities (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, instance INTEGER NOT NULL, generation INTEGER NOT NULL,
            task INTEGER NOT NULL, name TEXT NOT NULL, input TEXT);
        CREATE INDEX activities_instance ON activities (instance);
        PRAGMA user_version = 1;
        """;
}
