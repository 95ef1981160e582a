using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Identities;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>
/// The names and owners of the customers of one run. A shard is read when one of its customers is asked for first, and
/// its names and owners are kept.
/// </summary>
public sealed class RunNames
{
    private readonly Identity _identity = Identity.None;
    private readonly Lazy<(CustomerTexts Names, CustomerTexts Owners)>[] _shards = [];

    /// <summary>Names of a run whose files are kept.</summary>
    /// <param name="data">Where the files are.</param>
    /// <param name="run">The run.</param>
    /// <exception cref="ImportException">When a file is missing or damaged.</exception>
    public RunNames(BlobStore data, int run)
    {
        var (runs, store) = (new RunStore(data), new BaseStore(data));
        var source = runs.Workspace(run).Customers;
        if (source is null || !runs.Base(run).Tables.TryGetValue(SourceDefinition.CustomersName, out var shards))
            return;
        _identity = runs.Matches(run).Identity;
        (CustomerTexts Names, CustomerTexts Owners) Read(StoredFile file)
        {
            var table = store.ReadTable(file);
            return (new CustomerTexts(source, table, "name"), new CustomerTexts(source, table, "owner"));
        }

        // A fault is not remembered in this mode.
        _shards = [.. shards.Select(shard => new Lazy<(CustomerTexts Names, CustomerTexts Owners)>(
            () => Read(shard.File), LazyThreadSafetyMode.PublicationOnly))];
    }

    /// <summary>
    /// A customer with its name and owner; what it lacks is an alias', and null when none of them has any.
    /// </summary>
    /// <param name="customer">The id.</param>
    /// <exception cref="ImportException">When a file is missing or damaged.</exception>
    public Candidate Of(string customer)
    {
        if (_shards.Length == 0)
            return new Candidate(customer, null, null);
        var (name, owner) = Texts(customer);
        foreach (var alias in _identity.Aliases(customer))
        {
            var other = Texts(alias);
            (name, owner) = (name ?? other.Name, owner ?? other.Owner);
        }

        return new Candidate(customer, name, owner);
    }

    private (string? Name, string? Owner) Texts(string customer)
    {
        var id = Encoding.UTF8.GetBytes(customer);
        var (names, owners) = _shards[StableHash.Shard(StableHash.Of(id), _shards.Length)].Value;
        var place = names.IndexOf(id);
        return (names.At(place), owners.At(place));
    }

    /// <summary>The names of customers by id; customers without a name are left out.</summary>
    /// <param name="customers">The ids.</param>
    /// <exception cref="ImportException">When a file is missing or damaged.</exception>
    public IReadOnlyDictionary<string, string> NamesOf(IEnumerable<string> customers) => customers.Distinct()
        .Select(Of).Where(customer => customer.Name is not null)
        .ToDictionary(customer => customer.Customer, customer => customer.Name!, StringComparer.Ordinal);
}
