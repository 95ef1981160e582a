namespace LocalRuntime.Tests.Tables;

public sealed class SqliteEntities : EntityContract<SqliteStore>;

public sealed class SqliteLimits : LimitContract<SqliteStore>;

public sealed class SqliteTransactions : TransactionContract<SqliteStore>;

public sealed class SqliteQueries : QueryContract<SqliteStore>;

public sealed class SqliteFilters : FilterContract<SqliteStore>;

public sealed class SqliteService : ServiceContract<SqliteStore>;
