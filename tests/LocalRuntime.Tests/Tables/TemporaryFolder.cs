namespace LocalRuntime.Tests.Tables;

/// <summary>A folder of one test, with a database in it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("local-runtime-");

    public string File => Path.Combine(_folder.FullName, "data.db");

    public string ConnectionString => $"Data Source={File}";

    public void Dispose()
    {
        Sqlite.Database.Close(File);
        _folder.Delete(recursive: true);
    }
}
