using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Kernels;

/// <summary>How kernels are measured: in this process, and with what they allocate.</summary>
internal sealed class Measuring : IDisposable
{
    private readonly StreamLogger _logger;

    /// <summary>A way to measure.</summary>
    /// <param name="isQuick">Whether few and short measurements are enough.</param>
    public Measuring(bool isQuick)
    {
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance);
        if (isQuick)
            job = job.WithWarmupCount(3).WithIterationCount(7).WithIterationTime(TimeInterval.FromMilliseconds(100));
        _logger = new StreamLogger(Log);
        Config = ManualConfig.CreateEmpty().AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddLogger(_logger)
            .WithOptions(ConfigOptions.DisableLogFile).WithArtifactsPath(AppContext.BaseDirectory);
    }

    /// <summary>What BenchmarkDotNet is asked for.</summary>
    public IConfig Config { get; }

    /// <summary>The file with each single measurement.</summary>
    public string Log { get; } = Path.Combine(AppContext.BaseDirectory, "kernels.log");

    /// <inheritdoc/>
    public void Dispose() => _logger.Dispose();
}
