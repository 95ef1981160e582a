using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Tests.Imports;

/// <summary>The instances of <see cref="ImportDumps"/>: one per inbox folder, whatever its name.</summary>
public sealed class ImportInstanceTests
{
    private const int LongestOfDurableFunctions = 100;

    [Theory]
    [InlineData("", "import-")]
    [InlineData("crm", "import-crm")]
    [InlineData("crm 1/4", "import-crm=201=2F4")]
    public void The_instance_of_a_folder_says_its_name(string folder, string instance) =>
        Assert.Equal(instance, ImportDumps.InstanceOf(folder));

    [Fact]
    public void The_instance_of_a_long_folder_is_as_short_as_Durable_Functions_ask_for()
    {
        string[] folders = [new('a', 93), new('a', 94), new('ä', 100), new('ö', 100), new('a', 255), new('b', 255)];
        var instances = folders.Select(ImportDumps.InstanceOf).ToArray();

        Assert.All(instances, instance => Assert.InRange(instance.Length, 1, LongestOfDurableFunctions));
        Assert.Distinct(instances);
    }
}
