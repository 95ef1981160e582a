using System.Globalization;
using System.Text.RegularExpressions;

namespace EndToEnd.Infra;

/// <summary>Finds in Bicep files what can be found without a compiler.</summary>
/// <param name="texts">The files by path, with slashes; those that are no Bicep only have to be there.</param>
/// <param name="roots">The files that nobody calls as a module.</param>
/// <param name="today">API versions are not newer.</param>
internal sealed partial class BicepChecker(IReadOnlyDictionary<string, string> texts, string[] roots, DateOnly today)
{
    private static readonly HashSet<string> Functions =
        ["allowed", "description", "empty", "guid", "listKeys", "loadJsonContent", "maxLength", "maxValue",
            "minLength", "minValue", "secure", "string", "subscription", "subscriptionResourceId", "toLower", "union",
            "uniqueString"];

    private readonly Dictionary<string, BicepFile> _files = [];
    private readonly List<string> _problems = [];

    /// <summary>What is wrong, each as <c>file:line: what</c>.</summary>
    public IReadOnlyList<string> Problems()
    {
        foreach (var (path, text) in texts.Where(file => file.Key.EndsWith(".bicep", StringComparison.Ordinal)))
        {
            try
            {
                _files[path] = new BicepFile(text);
            }
            catch (FormatException wrong)
            {
                _problems.Add($"{path}:{wrong.Message}");
            }
        }

        foreach (var (path, file) in _files)
        {
            CheckSymbols(path, file);
            CheckTypes(path, file);
            CheckModules(path, file);
        }

        CheckOutputs();
        return _problems;
    }

    private void CheckSymbols(string path, BicepFile file)
    {
        var symbols = file.Of("param", "var", "resource", "module").Where(symbol => !symbol.IsNested).ToArray();
        foreach (var twice in symbols.Concat(file.Of("output").Select(o => o with { Name = $"output {o.Name}" }))
            .GroupBy(symbol => symbol.Name).Where(group => group.Count() > 1))
            Add(path, twice.Last().Line, $"'{twice.Key}' is declared twice");
        var names = symbols.Select(symbol => symbol.Name).ToHashSet();
        var references = file.References().ToArray();
        foreach (var unknown in references.Where(reference => !names.Contains(reference.Text)))
            Add(path, unknown.Line, $"'{unknown.Text}' is not declared");
        foreach (var unused in symbols.Where(symbol => symbol.Kind is "param" or "var"
            && references.All(reference => reference.Text != symbol.Name)))
            Add(path, unused.Line, $"'{unused.Name}' is not used");
        var nested = file.Of("resource").Where(symbol => symbol.IsNested).Select(symbol => symbol.Name).ToHashSet();
        foreach (var unknown in file.NestedReferences().Where(reference => !nested.Contains(reference.Text)))
            Add(path, unknown.Line, $"'::{unknown.Text}' is not declared");
        foreach (var unknown in file.Calls.Where(call => !Functions.Contains(call.Text)))
            Add(path, unknown.Line, $"'{unknown.Text}' is no known function");
        foreach (var missing in file.Arguments("loadJsonContent").Where(f => !texts.ContainsKey(At(path, f.Text))))
            Add(path, missing.Line, $"file '{missing.Text}' is missing");
    }

    private void CheckTypes(string path, BicepFile file)
    {
        foreach (var resource in file.Of("resource").Where(resource => !resource.IsNested))
        {
            var version = VersionedType().Match(resource.Target);
            if (!version.Success || !DateOnly.TryParseExact(
                version.Groups[1].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                Add(path, resource.Line, $"'{resource.Target}' has no type with a dated version");
            else if (day > today)
                Add(path, resource.Line, $"'{resource.Target}' is of the future");
        }
    }

    private void CheckModules(string path, BicepFile file)
    {
        foreach (var module in file.Of("module"))
        {
            if (!_files.TryGetValue(At(path, module.Target), out var called))
            {
                Add(path, module.Line, $"module '{module.Target}' is missing");
                continue;
            }

            var passed = BicepFile.KeysOf(module.Tokens, "params").Select(key => key.Text).ToHashSet();
            var known = called.Of("param").ToArray();
            foreach (var unknown in passed.Except(known.Select(param => param.Name)))
                Add(path, module.Line, $"module '{module.Name}' has no param '{unknown}'");
            foreach (var missing in known.Where(param => !param.HasDefault && !passed.Contains(param.Name)))
                Add(path, module.Line, $"module '{module.Name}' lacks param '{missing.Name}'");
        }
    }

    private void CheckOutputs()
    {
        var used = new HashSet<(string, string)>();
        foreach (var (path, file) in _files)
        {
            var modules = file.Of("module").ToDictionary(module => module.Name, module => At(path, module.Target));
            foreach (var (module, output) in file.UsedOutputs())
            {
                var target = modules.GetValueOrDefault(module.Text, "");
                used.Add((target, output));
                if (_files.TryGetValue(target, out var called) && called.Of("output").All(o => o.Name != output))
                    Add(path, module.Line, $"module '{module.Text}' has no output '{output}'");
            }
        }

        foreach (var (path, file) in _files.Where(file => !roots.Contains(file.Key)))
        {
            foreach (var unused in file.Of("output").Where(output => !used.Contains((path, output.Name))))
                Add(path, unused.Line, $"output '{unused.Name}' is not used");
        }
    }

    private static string At(string path, string relative) =>
        path.LastIndexOf('/') is >= 0 and var slash ? $"{path[..slash]}/{relative}" : relative;

    private void Add(string path, int line, string what) => _problems.Add($"{path}:{line}: {what}");

    [GeneratedRegex(@"^Microsoft\.[A-Za-z]+(?:/[A-Za-z]+)+@(\d{4}-\d{2}-\d{2})(?:-preview)?$")]
    private static partial Regex VersionedType();
}
