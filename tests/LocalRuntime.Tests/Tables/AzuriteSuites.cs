namespace LocalRuntime.Tests.Tables;

public sealed class AzuriteEntities : EntityContract<AzuriteStore>;

public sealed class AzuriteLimits : LimitContract<AzuriteStore>;

public sealed class AzuriteTransactions : TransactionContract<AzuriteStore>;

public sealed class AzuriteQueries : QueryContract<AzuriteStore>;

public sealed class AzuriteFilters : FilterContract<AzuriteStore>;

public sealed class AzuriteService : ServiceContract<AzuriteStore>;
