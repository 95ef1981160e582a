using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Exports;

/// <summary>A file by which a CRM takes over segments: a record's id, and a column per scheme.</summary>
/// <param name="Name">The name of the file.</param>
/// <param name="IdHeader">The header of the CRM's own id.</param>
/// <param name="HeaderForm">The header of a scheme, with {0} for its name in letters, digits and underscores.</param>
/// <param name="Keys">The external keys of the customers that are such ids.</param>
internal sealed record CrmFile(string Name, string IdHeader, string HeaderForm, IReadOnlyList<string> Keys)
{
    private const string RecordId = "Record ID";
    private const string Property = "segment_{0}";

    /// <summary>The files that are known.</summary>
    public static IReadOnlyList<CrmFile> All { get; } =
    [
        new("hubspot-companies.csv", RecordId, Property, ["hubspot", "hubspot_company"]),
        new("hubspot-contacts.csv", RecordId, Property, ["hubspot_contact"]),
        new("salesforce-accounts.csv", "Id", "Segment_{0}__c", ["salesforce", "salesforce_account"]),
    ];

    /// <summary>Whether a field of the customers is the id.</summary>
    public bool IsId(FieldDefinition field) =>
        field.IsForPeople && Keys.Any(key => field.Name == SourceDefinition.KeyPrefix + key);

    /// <summary>The header of a scheme.</summary>
    /// <param name="scheme">The name of the scheme.</param>
    public string Header(string scheme) => HeaderForm.Replace(
        "{0}", scheme.Replace('-', '_'), StringComparison.Ordinal);
}
