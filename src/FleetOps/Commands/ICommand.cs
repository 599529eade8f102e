namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// What a person or an agent asks for: a record whose properties are its arguments. One a file, with its handler.
/// </summary>
public interface ICommand;
