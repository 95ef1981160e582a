namespace Microsoft.Azure.Functions.Worker;

/// <summary>What is known about a function.</summary>
public abstract class FunctionDefinition
{
    /// <summary>The file of the assembly that holds it.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>The method, with namespace and class.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>Its id.</summary>
    public abstract string Id { get; }

    /// <summary>Its name.</summary>
    public abstract string Name { get; }
}
