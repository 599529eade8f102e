package OpenClaw::Commands::Channel;

# Telegram as a parent sees it: pairings, messages, agent turns. What the bot sends lands in state/outbox.jsonl.

use strict;
use warnings;
use OpenClaw::Client qw(cli_error require_gateway telegram_failing);
use OpenClaw::Json qw(obj bool pretty);
use OpenClaw::Pairing;

my $RPC_MS = 10_000;

sub pairing_list {
    my ($options, $channel) = @_;
    telegram_only($channel);
    my @requests = OpenClaw::Pairing::pending();
    if ($options->{json}) {
        my @shown = map { OpenClaw::Pairing::cli_request($_) } @requests;
        print pretty(obj(channel => 'telegram', requests => \@shown)), "\n";
    }
    else {
        print "Pairing requests: ", scalar @requests, "\n";
        print "  $_->{code}  $_->{id}  $_->{username}\n" for @requests;
    }
    return 0;
}

sub telegram_only { $_[0] eq 'telegram' or cli_error("Channel $_[0] does not support pairing") }

sub pairing_approve {
    my ($options, $channel, $code) = @_;
    telegram_only($channel);
    my $request = OpenClaw::Pairing::settle(sub { lc $_[0]{code} eq lc $code }, 1);
    $request or cli_error(
        "No pending pairing request found for code \"$code\"."
        . ' Run openclaw pairing list --channel telegram to list pending requests.');
    my $sender = $request->{id};
    print "Approved telegram sender $sender.\n";
    print "Command owner configured telegram:$sender (commands.ownerAllowFrom was empty).\n"
        if OpenClaw::Pairing::bootstrap_owner($sender);
    if ($options->{notify}) {
        my $id = OpenClaw::Pairing::welcome($sender);
        print "[telegram] outbound send ok accountId=default chatId=$sender messageId=$id operation=sendMessage",
            " deliveryKind=text chunkCount=1\n";
    }
    return 0;
}

sub send_message {
    my ($options) = @_;
    defined $options->{$_} or cli_error("required option '--$_ <value>' not specified") for qw(channel target message);
    cli_error("Unknown channel: $options->{channel}") unless $options->{channel} eq 'telegram';
    require_gateway($RPC_MS);
    my $target = $options->{target};
    $target =~ /^-?\d+$/ or cli_error(
        "OutboundDeliveryError: Telegram recipient \@$target could not be resolved to a numeric chat ID"
        . " (resolved chat id is not numeric (\@$target))");
    cli_error('OutboundDeliveryError: Telegram channel is not running') if telegram_failing();
    my $dry = $options->{'dry-run'};
    my $id = $dry ? undef : OpenClaw::Pairing::deliver($target, $options->{message});
    if (!$options->{json}) {
        print $dry ? "Dry run: nothing sent\n" : "Sent telegram message $id to $target\n";
        return 0;
    }
    print pretty(obj(
        action => 'send', channel => 'telegram', dryRun => bool($dry), handledBy => $dry ? 'dry-run' : 'plugin',
        $dry ? () : (messageId => "$id"),
        payload => obj(ok => \1, $dry ? () : (messageId => "$id"), chatId => $target, receipt => obj()),
    )), "\n";
    return 0;
}

# The model is an echo.
sub agent_turn {
    my ($options) = @_;
    defined $options->{message} or cli_error("required option '--message <value>' not specified");
    require_gateway($RPC_MS);
    my $text = "ECHO: $options->{message}";
    if (!$options->{json}) { print "$text\n"; return 0 }
    my $session = $options->{'session-id'} // 'main';
    print pretty(obj(
        runId => OpenClaw::Pairing::random_text(16), status => 'ok', summary => 'completed',
        result => obj(
            payloads => [ obj(text => $text, mediaUrl => undef) ],
            meta => obj(
                durationMs => 5, agentMeta => obj(sessionId => $session, provider => 'sandbox', model => 'echo'),
            ),
        ),
    )), "\n";
    return 0;
}

sub devices { require_gateway($RPC_MS); print pretty(obj(pending => [], paired => [])), "\n"; return 0 }

1;
