using Segmentation.Functions.Lookup;

namespace Segmentation.Functions.Tests.Lookup;

public sealed class ListOwnersTests
{
    [Fact]
    public void Owners_come_by_name_each_with_the_number_of_its_customers()
    {
        var directory = Directory.Of(
            new Listed("a", "Ann", Owner: "u-2"), new Listed("b", null, Owner: "u-1"), new Listed("c", "Cy"),
            new Listed("d", "Di", Owner: "u-2"));
        Assert.Equal([new OwnerCount("u-1", 1), new OwnerCount("u-2", 2)], ListOwners.In(directory));
    }
}
