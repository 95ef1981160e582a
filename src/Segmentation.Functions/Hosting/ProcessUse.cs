namespace Segmentation.Functions.Hosting;

/// <summary>What this process has used since it began.</summary>
/// <param name="Cpu">Time on all cores together, its own and the system's for it.</param>
/// <param name="Allocated">The bytes that were allocated, freed or not.</param>
/// <param name="Resident">The bytes of memory that it holds now.</param>
public readonly record struct ProcessUse(TimeSpan Cpu, long Allocated, long Resident)
{
    /// <summary>What was used up to now; takes some microseconds.</summary>
    public static ProcessUse Now() =>
        new(Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), Environment.WorkingSet);
}
