package OpenClaw::Cli;

# The command line: finds the command, checks its options strictly, prints errors as OpenClaw does.

use strict;
use warnings;
use lib "$ENV{ROOT}/usr/lib/machine";
use OpenClaw::Client qw(cli_error);
use OpenClaw::Json qw(obj pretty);
use OpenClaw::State qw(version);

# name => [module, function, number of plain words, options (with '=': takes a value), where errors go]
# errors: out = JSON on stdout; both = JSON on stdout and text on stderr; err = JSON on stderr; text = text on stderr
my %COMMANDS = (
    'health' => [ 'Gateway', 'patient_health', 0, [qw(json verbose timeout=)], 'out' ],
    'gateway health' => [ 'Gateway', 'health', 0, [qw(json timeout=)], 'out' ],
    'gateway status' => [ 'Gateway', 'status', 0, [qw(json require-rpc)], 'out' ],
    'gateway restart' => [ 'Gateway', 'restart', 0, [qw(json safe)], 'out' ],
    'gateway call' => [ 'Gateway', 'call', 1, [qw(json params= timeout=)], 'out' ],
    'gateway run' => [ 'Gateway', 'serve', 0, [qw(port=)], 'text' ],
    'config validate' => [ 'Config', 'validate', 0, [qw(json)], 'out' ],
    'config file' => [ 'Config', 'file', 0, [], 'text' ],
    'config get' => [ 'Config', 'get', 1, [qw(json)], 'text' ],
    'config set' => [ 'Config', 'set', 2, [qw(strict-json dry-run)], 'text' ],
    'pairing list' => [ 'Channel', 'pairing_list', 1, [qw(json)], 'both' ],
    'pairing approve' => [ 'Channel', 'pairing_approve', 2, [qw(notify)], 'text' ],
    'message send' => [ 'Channel', 'send_message', 0, [qw(channel= target= message= json dry-run)], 'both' ],
    'agent' => [ 'Channel', 'agent_turn', 0, [qw(agent= message= session-id= json)], 'both' ],
    'devices list' => [ 'Channel', 'devices', 0, [qw(json)], 'both' ],
    'update' => [ 'Update', 'update', 0, [qw(yes json no-restart dry-run tag=)], 'text' ],
    'update status' => [ 'Update', 'status', 0, [qw(json)], 'text' ],
    'logs' => [ 'Logs', 'logs', 0, [qw(json limit=)], 'err' ],
);

sub run {
    my (@words) = @_;
    if (@words == 1 && $words[0] =~ /^(--version|-V)$/) {
        print 'OpenClaw ', version(), " (stub000)\n";
        return 0;
    }
    $| = 1;
    my ($where, $json) = ('text', scalar grep { $_ eq '--json' } @words);
    my $code = eval {
        my $name = "$words[0] " . ($words[1] // '');
        $name = $words[0] // '' unless $COMMANDS{$name};
        my $entry = $COMMANDS{$name} // cli_error("unknown command '" . ($words[0] // '') . "'");
        my ($module, $function, $plain, $options);
        ($module, $function, $plain, $options, $where) = @$entry;
        my ($values, @rest) = options($options, @words[ scalar(split / /, $name) .. $#words ]);
        cli_error("$name takes $plain arguments, not " . @rest) unless @rest == $plain;
        require "OpenClaw/Commands/$module.pm";
        "OpenClaw::Commands::$module"->can($function)->($values, @rest);
    };
    return $code if defined $code;
    complain($@, $json ? $where : 'text');
    return 1;
}

sub options {
    my ($known, @words) = @_;
    my %takes = map { my $takes = s{=$}{}r ne $_; (s{=$}{}r => $takes) } @$known;
    my (%values, @rest);
    while (defined(my $word = shift @words)) {
        if ($word !~ /^--/) { push @rest, $word; next }
        my $name = substr $word, 2;
        cli_error("unknown option '$word'") unless exists $takes{$name};
        $values{$name} = 1;
        next unless $takes{$name};
        cli_error("option '$word <value>' argument missing") unless @words;
        $values{$name} = shift @words;
    }
    return (\%values, @rest);
}

sub complain {
    my ($error, $where) = @_;
    $error = { type => 'internal', message => "$error" =~ s/\s+\z//r, extra => [] } unless ref $error eq 'HASH';
    my $body = obj(
        ok => \0, error => obj(type => $error->{type}, message => $error->{message}, @{ $error->{extra} }),
        $error->{gateway} ? (gateway => $error->{gateway}) : (),
    );
    print STDOUT pretty($body), "\n" if $where =~ /^(out|both)$/;
    print STDERR pretty($body), "\n" if $where eq 'err';
    print STDERR "[openclaw] The CLI command failed.\n[openclaw] Reason: $error->{message}\n",
        "[openclaw] Debug: set OPENCLAW_DEBUG=1 to include the stack trace.\n[openclaw] Try: openclaw doctor\n",
        "[openclaw] Help: openclaw --help\n"
        if $where =~ /^(text|both)$/;
}

1;
