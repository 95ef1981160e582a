using Cost;

// Prints the table of costs; --write puts it into docs/operations.md, from anywhere in the repository.
var table = CostTable.Markdown(Prices.Read());
if (args is not ["--write"])
{
    Console.WriteLine(table);
    return;
}

var folder = new DirectoryInfo(Environment.CurrentDirectory);
while (!File.Exists(Path.Combine(folder.FullName, "Functions.sln")))
{
    folder = folder.Parent ?? throw new DirectoryNotFoundException(
        $"{Environment.CurrentDirectory}: no Functions.sln above; expected the repository; run it there");
}

var document = Path.Combine(folder.FullName, "docs", "operations.md");
File.WriteAllText(document, CostTable.In(File.ReadAllText(document), table));
