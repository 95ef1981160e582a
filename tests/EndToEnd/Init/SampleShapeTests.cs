using Segmentation.Cli.Generate.Planted;
using Segmentation.Cli.Generate.Planted.Sheets;
using Segmentation.Cli.Init;

namespace EndToEnd.Init;

/// <summary>What <c>init</c> makes of sample businesses, beside what their files are known to hold.</summary>
public sealed class SampleShapeTests(ITestOutputHelper output) : IDisposable
{
    // What else is known of columns, by the field that they are.
    private static readonly (string Field, string[] Headers)[] Known =
    [
        ("amount", ["amount", "Amount", "Amount billed", "Amount__c", "monthly_amount", "Monthly recurring revenue",
            "Monthly_Amount__c"]),
        ("ended", ["end_date", "Cancellation date", "Cancelled_On__c"]),
        ("owner", ["owner", "Owner ID", "OwnerId"]),
        ("parent", ["parent", "Parent Company", "ParentId"]),
        ("signup", ["signup_date", "Create Date", "CreatedDate"]),
    ];

    private readonly TempFolder _folder = new();

    public static MatrixTheoryData<string, string> Businesses => new(
        BusinessKinds.All.Select(kind => kind.Name), ShapeNames.All);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("b2b-saas", "hubspot")]
    [InlineData("tidewater", "salesforce")]
    [InlineData("e-commerce", "plain")]
    [InlineData("e-commerce", "salesforce")]
    [InlineData("contractual", "plain")]
    [InlineData("contractual", "hubspot")]
    public void A_sample_business_in_any_shape_gets_a_workspace_that_runs(string business, string shape)
    {
        var import = Generate(business, shape);
        var init = Command.Done("init", _folder["proposed"], "--from", import).Output;
        Assert.DoesNotContain("missing: the ", init, StringComparison.Ordinal);
        Command.Done("lint", "--workspace", _folder["proposed"]);
        var run = Command.Done("run", import, "--workspace", _folder["proposed"], "--data", _folder["data"]).Output;
        Assert.Contains("rfm, version 1", run, StringComparison.Ordinal);
        Assert.DoesNotContain("skipped scheme", run, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Businesses))]
    public void Each_file_of_a_sample_business_is_told_with_its_id_customer_and_day(string business, string shape)
    {
        var proposal = Proposal.Of(Generate(business, shape));
        output.WriteLine($"{business} {shape}: {ProposalCount.Of(proposal)}");
        Assert.Empty(proposal.LeftOut);
        var found = proposal.Sources.ToDictionary(source => source.File.Dump.Name, Told);
        Assert.Equal(Expected(business, shape).Order(), found.Select(one => $"{one.Key}: {one.Value}").Order());
    }

    [Theory]
    [InlineData("b2b-saas", "365 days of the last; recency says little then: go by contracts instead: scheme "
        + "subscription")]
    [InlineData("contractual", "92 days of the last")]
    public void The_rhythm_of_invoices_follows_the_terms_of_contracts(string business, string told)
    {
        var import = Generate(business, "plain");
        foreach (var file in Directory.GetFiles(import, "*.csv"))
        {
            if (Path.GetFileName(file) is not ("customers.csv" or "invoices.csv" or "subscriptions.csv"))
                File.Delete(file);
        }

        var init = Command.Done("init", _folder["proposed"], "--from", import).Output;
        Assert.Contains(
            $"half of all orders follow within {told}\n", init.Replace("\n  ", " ", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Matches("scheme subscription +ready", init);
        Assert.Contains("world: contractual, for end_date tells when a contract ended\n", init, StringComparison.Ordinal);
        var settings = File.ReadAllText(_folder["proposed/workspace.yaml"]);
        Assert.Contains("world: contractual\n", settings, StringComparison.Ordinal);
    }

    private string Generate(string business, string shape)
    {
        Command.Done("generate", _folder["all"], "--business", business, "--shape", shape, "--customers", "120");
        return _folder["all/import-01"];
    }

    /// <summary>Of every file the first columns are its own id, its customer and its day.</summary>
    private static IEnumerable<string> Expected(string business, string shape)
    {
        var kind = BusinessKinds.Of(business);
        var written = ShapeNames.Of(shape);
        foreach (var sheet in kind.Sheets)
        {
            var layout = sheet.In(written);
            var columns = (kind.OfPeople ? layout.Header.Replace("Company IDs", "Contact IDs") : layout.Header)
                .Split(',');
            var name = Entity(sheet.Plain.Name, written);
            var file = layout.FileName(written, new DateOnly(2026, 1, 1));
            var keys = name == EntityForm.CustomersName
                ? $"id {columns[0]}"
                : $"{(IsKeyed(name, columns[0]) ? $"key {columns[0]}, " : "")}customer {columns[1]}, time {columns[2]}";
            var fields = Known.Where(known => FieldsOf(name).Contains(known.Field))
                .SelectMany(known => columns.Where(known.Headers.Contains)
                    .Select(header => $", {known.Field} {header}"));
            yield return $"{file}: {name}: {keys}{string.Concat(fields)}";
        }
    }

    private static string Entity(string plain, Shape shape) => plain switch
    {
        "orders" when shape != Shape.Plain => "deals",
        "people" => "contacts",
        "programme" => "memberships",
        _ => plain,
    };

    /// <summary>Whether rows are told of again; other files are keyed where their id is called one.</summary>
    private static bool IsKeyed(string name, string id) =>
        name is "tickets" or "subscriptions" or "contacts" or "memberships" || id is "Id" or "Record ID";

    private static string Told(SourcePlan source)
    {
        if (!source.IsTaken)
            return $"{source.Name}: asked: {string.Join("; ", source.Questions)}";
        var fields = string.Concat(FieldsOf(source.Name).Select(source.Field).OfType<ColumnGuess>()
            .Select(guess => $", {guess.Field} {guess.Column.Header}"));
        if (source.Name == EntityForm.CustomersName)
            return $"{source.Name}: id {source.Customer!.Column.Header}{fields}";
        var key = source.Key is null ? "" : $"key {source.Key.Column.Header}, ";
        var (customer, time) = (source.Customer!.Column.Header, source.Time!.Column.Header);
        return $"{source.Name}: {key}customer {customer}, time {time}{fields}";
    }

    private static string[] FieldsOf(string name) => name switch
    {
        EntityForm.CustomersName => ["owner", "parent", "signup"],
        "orders" or "deals" or "invoices" => ["amount"],
        "subscriptions" => ["amount", "ended"],
        _ => [],
    };
}
