using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Segmentation.Functions.Tests.OfficialApi;

/// <summary>A member of a package that an assembly of ours calls.</summary>
/// <param name="Assembly">The package's assembly.</param>
/// <param name="Type">The type, with its namespace.</param>
/// <param name="Member">The member; <c>new</c> for a constructor.</param>
internal readonly record struct UsedMember(string Assembly, string Type, string Member);

/// <summary>Which members of packages an assembly refers to, read from its metadata.</summary>
internal sealed class UsedMembers : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;

    public UsedMembers(Assembly assembly)
    {
        _file = new PEReader(File.OpenRead(assembly.Location));
        _metadata = _file.GetMetadataReader();
    }

    /// <summary>The members of assemblies with one of these names, sorted.</summary>
    public IEnumerable<UsedMember> Of(IReadOnlyCollection<string> assemblies) => _metadata.MemberReferences
        .Select(_metadata.GetMemberReference).Select(Member).OfType<UsedMember>()
        .Where(member => assemblies.Contains(member.Assembly)).Distinct()
        .OrderBy(member => member.Type, StringComparer.Ordinal).ThenBy(member => member.Member, StringComparer.Ordinal);

    public void Dispose() => _file.Dispose();

    private UsedMember? Member(MemberReference member)
    {
        if (TypeOf(member.Parent) is not { } type)
            return null;
        var name = _metadata.GetString(member.Name);
        var plain = name == ".ctor" ? "new" : name.StartsWith("get_", StringComparison.Ordinal)
            || name.StartsWith("set_", StringComparison.Ordinal) ? name[4..] : name;
        return new UsedMember(AssemblyOf(type), NameOf(type), plain);
    }

    private TypeReference? TypeOf(EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeReference)
            return _metadata.GetTypeReference((TypeReferenceHandle)parent);
        if (parent.Kind != HandleKind.TypeSpecification)
            return null;
        // A generic type: its mark, class or struct, and then the type itself.
        var blob = _metadata.GetBlobReader(_metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            return null;
        blob.ReadByte();
        return blob.ReadTypeHandle() is { Kind: HandleKind.TypeReference } handle
            ? _metadata.GetTypeReference((TypeReferenceHandle)handle)
            : null;
    }

    private string AssemblyOf(TypeReference type) => type.ResolutionScope.Kind switch
    {
        HandleKind.AssemblyReference => _metadata.GetString(
            _metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name),
        HandleKind.TypeReference => AssemblyOf(_metadata.GetTypeReference((TypeReferenceHandle)type.ResolutionScope)),
        _ => "",
    };

    private string NameOf(TypeReference type)
    {
        var name = _metadata.GetString(type.Name).Split('`')[0];
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf(_metadata.GetTypeReference((TypeReferenceHandle)type.ResolutionScope))}.{name}"
            : $"{_metadata.GetString(type.Namespace)}.{name}";
    }
}
