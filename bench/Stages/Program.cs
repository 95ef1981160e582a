using System.Text.Json;
using RunStages;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

// Runs 'segment run' on a folder of dumps and prints what each stage took. Arguments: the command, the dumps, and
// options of 'segment run'. Without --data the run begins with an empty data folder.
if (args is not [var command, var dumps, .. var options])
{
    await Console.Error.WriteLineAsync("stages: expected the command and a folder of dumps; run bench/stages DUMPS");
    return 2;
}

var folder = Directory.CreateTempSubdirectory("segment-stages-").FullName;
try
{
    var results = Path.Combine(folder, "out");
    string[] data = options.Contains("--data") ? [] : ["--data", Path.Combine(folder, "data")];
    var run = await CommandRun.OfAsync(command, ["run", dumps, .. data, "--out", results, .. options]);
    if (run.ExitCode != 0)
        return run.ExitCode;
    using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(results, RunReport.File)));
    var stages = report.RootElement.GetProperty("stages").Deserialize<StageTime[]>(Json.Options)!;
    await Console.Out.WriteAsync(StageTable.Of(run, stages));
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
