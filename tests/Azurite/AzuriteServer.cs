using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;

namespace Azurite;

/// <summary>
/// An Azurite of its own, in memory, on free ports of the loopback address. Each test takes an account of its own, so
/// that no test sees another's containers and tables.
/// </summary>
public sealed class AzuriteServer : IDisposable
{
    private const int Accounts = 2000;

    private static readonly Lazy<AzuriteServer> Started = new(() => new AzuriteServer());

    private static readonly string Folder = Path.GetFullPath(typeof(AzuriteServer).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(known => known.Key == "AzuriteFolder").Value!);

    // All accounts together must fit into one variable of the environment, which has at most 128 KiB.
    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));
    private readonly Process _process;
    private int _taken;

    /// <summary>Starts one.</summary>
    /// <param name="blobPort">The port of blobs; 0 for a free one.</param>
    /// <param name="queuePort">The port of queues; 0 for a free one.</param>
    /// <param name="tablePort">The port of tables; 0 for a free one.</param>
    /// <exception cref="InvalidOperationException">When it ends before it listens.</exception>
    public AzuriteServer(int blobPort = 0, int queuePort = 0, int tablePort = 0)
    {
        var start = new ProcessStartInfo("node",
        [
            Path.Combine(AppContext.BaseDirectory, "serve.cjs"), "--inMemoryPersistence", "--silent",
            "--skipApiVersionCheck", "--disableTelemetry",
            "--blobPort", Text(blobPort), "--queuePort", Text(queuePort), "--tablePort", Text(tablePort),
        ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["AZURITE_FOLDER"] = Folder;
        start.Environment["AZURITE_ACCOUNTS"] =
            string.Join(';', Enumerable.Range(0, Accounts).Select(number => $"{Name(number)}:{_key}"));
        _process = Process.Start(start)!;
        (Blobs, Queues, Tables) = (Listening("Blob"), Listening("Queue"), Listening("Table"));
        // What it says further nobody needs, but a full pipe would stop it.
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    /// <summary>The one that the tests of a process share; it ends with the process.</summary>
    public static AzuriteServer Shared => Started.Value;

    /// <summary>Why there can be none, for a skipped test; null when there can be.</summary>
    public static string? Missing => File.Exists(Path.Combine(Folder, "installed.json"))
        ? null
        : "Azurite is not installed: run tests/Azurite/install, which needs Node 20";

    /// <summary>The folder of the npm packages, for scripts that use their clients.</summary>
    public static string Packages => Folder;

    /// <summary>The address of blobs, without an account.</summary>
    public Uri Blobs { get; }

    /// <summary>The address of queues, without an account.</summary>
    public Uri Queues { get; }

    /// <summary>The address of tables, without an account.</summary>
    public Uri Tables { get; }

    /// <summary>The connection string of an account that nobody had before.</summary>
    public string NewAccount()
    {
        var name = Name(Interlocked.Increment(ref _taken) - 1);
        return $"DefaultEndpointsProtocol=http;AccountName={name};AccountKey={_key};"
            + $"BlobEndpoint={Blobs}{name};QueueEndpoint={Queues}{name};TableEndpoint={Tables}{name};";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"account{number:d4}");

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private Uri Listening(string service)
    {
        var said = $"Azurite {service} service is successfully listening at ";
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith(said, StringComparison.Ordinal))
                return new Uri(line[said.Length..] + "/");
        }

        throw new InvalidOperationException($"Azurite ended before its {service} service listened");
    }
}
