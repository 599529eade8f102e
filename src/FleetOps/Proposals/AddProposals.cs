using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ParentClaw.FleetOps.Proposals;

/// <summary>Registers what agents propose and Admins decide.</summary>
internal static class ProposalRegistration
{
    /// <summary>Adds the rules for agents, the desk, the decisions and what sees to them. Needs a catalogue.</summary>
    internal static IServiceCollection AddProposals(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AgentOptions>()
            .Bind(configuration.GetSection(AgentOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<AgentOptions>, AgentRules>()
            .AddSingleton<ProposalFeed>()
            .AddSingleton<ProposalDesk>()
            .AddSingleton<ProposalDecisions>()
            .AddHostedService<ProposalUpkeep>();
    }
}
