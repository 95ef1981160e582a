namespace LocalRuntime.Tables.Rest;

/// <summary>Reads the connection strings of storage accounts.</summary>
internal static class StorageConnection
{
    private const string Development = "UseDevelopmentStorage";
    private const string DevelopmentAccount = "devstoreaccount1";

    // The emulator's key; it is in the emulator's documentation and protects nothing.
    private const string DevelopmentKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const int DevelopmentPort = 10002;

    /// <summary>The account that a connection string names.</summary>
    /// <param name="connectionString">
    /// <c>UseDevelopmentStorage=true</c> (with <c>DevelopmentStorageProxyUri</c> when the emulator is elsewhere), or
    /// <c>AccountName</c> and <c>AccountKey</c>, or <c>SharedAccessSignature</c>; with <c>TableEndpoint</c>, or
    /// <c>DefaultEndpointsProtocol</c> and <c>EndpointSuffix</c>.
    /// </param>
    /// <param name="parameter">The name of the caller's parameter.</param>
    /// <param name="clock">The date of signatures.</param>
    /// <exception cref="ArgumentException">It names none. The message quotes nothing of it.</exception>
    public static StorageAccount Parse(string connectionString, string parameter, TimeProvider clock)
    {
        var parts = Parts(connectionString) ?? throw Refused(parameter);
        if (parts.TryGetValue(Development, out var use))
            return use == "true" ? Emulator(parts, clock) ?? throw Refused(parameter) : throw Refused(parameter);
        if (Endpoint(parts) is not { } tables)
            throw Refused(parameter);
        if (parts.TryGetValue("SharedAccessSignature", out var signature))
            return StorageAccount.Of(tables, signature);
        return parts.TryGetValue("AccountName", out var name) && Key(parts.GetValueOrDefault("AccountKey")) is { } key
            ? StorageAccount.Of(tables, name, key, clock)
            : throw Refused(parameter);
    }

    private static StorageAccount? Emulator(Dictionary<string, string> parts, TimeProvider clock)
    {
        var proxy = parts.GetValueOrDefault("DevelopmentStorageProxyUri", "http://127.0.0.1");
        if (!Uri.TryCreate(proxy, UriKind.Absolute, out var address))
            return null;
        var tables = new UriBuilder(address.Scheme, address.Host, DevelopmentPort, DevelopmentAccount).Uri;
        return StorageAccount.Of(tables, DevelopmentAccount, Convert.FromBase64String(DevelopmentKey), clock);
    }

    private static Uri? Endpoint(Dictionary<string, string> parts)
    {
        var name = parts.GetValueOrDefault("AccountName");
        var protocol = parts.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = parts.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        var usual = name is null ? "" : $"{protocol}://{name}.table.{suffix}";
        var text = parts.GetValueOrDefault("TableEndpoint", usual);
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
    }

    private static byte[]? Key(string? text)
    {
        var key = new byte[text?.Length ?? 0];
        return Convert.TryFromBase64String(text ?? "", key, out var length) && length > 0 ? key[..length] : null;
    }

    private static Dictionary<string, string>? Parts(string connectionString)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.IndexOf('=', StringComparison.Ordinal) is var end and > 0
                && parts.TryAdd(part[..end].Trim(), part[(end + 1)..].Trim()))
                continue;
            return null;
        }

        return parts;
    }

    private static ArgumentException Refused(string parameter) => new(
        "connection string: found something else; expected 'Data Source=PATH', 'UseDevelopmentStorage=true', or a "
        + "storage account's, with AccountName and AccountKey or with SharedAccessSignature. Copy it anew.",
        parameter);
}
