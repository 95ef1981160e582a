using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Segmentation.Cli.Generate.Planted;
using Segmentation.Cli.Generate.Planted.Sheets;
using Segmentation.Functions.Imports;

namespace EndToEnd.Generate;

public sealed class SampleBusinessTests
{
    private const int Imports = 4;

    public static TheoryData<string, string> KindsAndShapes { get; } = new MatrixTheoryData<string, string>(
        BusinessKinds.Names, ShapeNames.All);

    [Theory]
    [MemberData(nameof(KindsAndShapes))]
    public void The_same_seed_gives_the_same_bytes(string kind, string shape)
    {
        using var one = new SampleFiles(Some(kind, shape));
        using var other = new SampleFiles(Some(kind, shape));
        var contents = one.Contents();
        Assert.Equal(contents, other.Contents());
        using var another = new SampleFiles(Some(kind, shape, seed: 8));
        Assert.DoesNotContain(another.Contents(), file => file.Value == contents[file.Key]);
    }

    [Fact]
    public void A_Turkish_culture_gives_the_same_bytes()
    {
        using var one = new SampleFiles(Some("b2b-saas", "hubspot"));
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
        try
        {
            using var other = new SampleFiles(Some("b2b-saas", "hubspot"));
            Assert.Equal(one.Contents(), other.Contents());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("b2b-saas", "e578fd6bce4a370d")]
    [InlineData("e-commerce", "cf7f2be2c657d71b")]
    [InlineData("contractual", "58a553d3a92fa35e")]
    public void The_bytes_of_a_seed_never_change(string kind, string expected)
    {
        using var files = new SampleFiles(Some(kind, "plain"));
        var all = string.Concat(files.Contents().Select(file => $"{file.Key}\n{file.Value}").ToArray());
        Assert.Equal(expected, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..16]);
    }

    [Theory]
    [InlineData("b2b-saas", "plain", "owner", "^u-[0-9]{2}$")]
    [InlineData("b2b-saas", "hubspot", "Owner ID", "^u-[0-9]{2}$")]
    [InlineData("e-commerce", "hubspot", "Owner ID", "^u-[0-9]{2}$")]
    [InlineData("b2b-saas", "salesforce", "OwnerId", "^005[0-9]{12}AAA$")]
    public void A_customer_has_the_id_of_its_owner(string kind, string shape, string header, string form)
    {
        using var files = new SampleFiles(Some(kind, shape));
        Assert.All(
            Read(files, files.Business.Kind.Sheets[0], import: 0).Rows, row => Assert.Matches(form, row[header]));
    }

    [Theory]
    [MemberData(nameof(KindsAndShapes))]
    public void Every_row_has_as_many_cells_as_its_header_and_ids_repeat_in_later_imports_alone(
        string kind, string shape)
    {
        using var files = new SampleFiles(Some(kind, shape));
        foreach (var path in Directory.EnumerateFiles(files.Folder, "*.csv", SearchOption.AllDirectories))
        {
            var table = CsvTable.Read(path);
            Assert.All(table.Rows, row => Assert.Equal(table.Header.Length, row.Cells.Length));
            Assert.Distinct(table.Header);
            Assert.Distinct(table.Rows.Select(row => row.Cells[0]));
            Assert.DoesNotContain('\r', File.ReadAllText(path));
        }
    }

    [Theory]
    [MemberData(nameof(KindsAndShapes))]
    public void Each_manifest_names_the_files_of_its_import_with_rows_length_and_hash(string kind, string shape)
    {
        using var files = new SampleFiles(Some(kind, shape));
        for (var import = 0; import < Imports; import++)
        {
            var folder = files.Import(import);
            var manifest = ImportManifest.Read(File.ReadAllBytes(Path.Combine(folder, ImportManifest.Name)), folder);
            Assert.Equal(import == 0 ? ImportMode.Snapshot : ImportMode.Delta, manifest.Mode);
            Assert.Equal(new DateOnly(2026, 1, 1).AddMonths(import), manifest.AsOf);
            Assert.Equal(
                Directory.EnumerateFiles(folder, "*.csv").Select(Path.GetFileName).Order(StringComparer.Ordinal),
                manifest.Files.Select(file => file.Name).Order(StringComparer.Ordinal));
            foreach (var file in manifest.Files)
            {
                var bytes = File.ReadAllBytes(Path.Combine(folder, file.Name));
                Assert.Equal(bytes.Length, file.Length);
                Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.Sha256);
                Assert.Equal(bytes.Count(b => b == '\n') - 1, file.Rows);
            }
        }
    }

    [Theory]
    [InlineData("orders", "order_date")]
    [InlineData("usage", "usage_date")]
    [InlineData("invoices", "invoice_date")]
    [InlineData("surveys", "answered_on")]
    [InlineData("interactions", "date")]
    [InlineData("service", "service_date")]
    [InlineData("programme", "joined_on")]
    [InlineData("referrals", "referred_on")]
    public void Each_event_is_in_the_import_that_tells_of_its_day(string name, string column)
    {
        using var files = new SampleFiles(Some("b2b-saas", "plain"));
        for (var import = 0; import < Imports; import++)
        {
            var asOf = new DateOnly(2026, 1, 1).AddMonths(import);
            var from = import == 0 ? Timeline.FirstDay : asOf.AddMonths(-1);
            Assert.All(
                CsvTable.Read(Path.Combine(files.Import(import), $"{name}.csv")).Rows,
                row => Assert.InRange(Day(row[column]), from, asOf.AddDays(-1)));
        }
    }

    [Theory]
    [InlineData("b2b-saas")]
    [InlineData("e-commerce")]
    [InlineData("contractual")]
    public void A_customer_is_the_same_among_more_customers(string kind)
    {
        using var few = new SampleFiles(Some(kind, "plain") with { Customers = 40 });
        using var many = new SampleFiles(Some(kind, "plain"));
        var all = many.Contents();
        Assert.All(
            few.Contents().Where(file => file.Key.EndsWith(".csv", StringComparison.Ordinal)),
            file => Assert.StartsWith(file.Value, all[file.Key], StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(KindsAndShapes))]
    public void Every_file_tells_only_of_customers_that_were_told_of(string kind, string shape)
    {
        using var files = new SampleFiles(Some(kind, shape));
        var ids = files.Truth.Rows.Select(row => row["customer_id"]).ToHashSet();
        var streams = files.Business.Kind.Sheets.Skip(1);
        var known = new HashSet<string>();
        for (var import = 0; import < Imports; import++)
        {
            known.UnionWith(Read(files, files.Business.Kind.Sheets[0], import).Rows.Select(row => row.Cells[0]));
            Assert.Subset(ids, known);
            foreach (var stream in streams)
                Assert.Subset(known, Read(files, stream, import).Rows.Select(row => row.Cells[1]).ToHashSet());
        }

        Assert.Equal(ids.Count, known.Count);
    }

    [Fact]
    public void The_progress_ends_at_all_steps()
    {
        using var files = new SampleFiles(Some("e-commerce", "plain"));
        Assert.Equal(files.Business.Steps, files.Progress[^1]);
    }

    private static SampleBusiness Some(string kind, string shape, ulong seed = 7) =>
        new(BusinessKinds.Of(kind), Customers: 200, Imports, seed) { Shape = ShapeNames.Of(shape) };

    private static CsvTable Read(SampleFiles files, SheetKind sheet, int import)
    {
        var shape = files.Business.Shape;
        var name = sheet.In(shape).FileName(shape, new DateOnly(2026, 1, 1).AddMonths(import));
        return CsvTable.Read(Path.Combine(files.Import(import), name));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
