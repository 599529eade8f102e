package OpenClaw::Pairing;

# Unknown senders and their codes: 8 characters, one hour, three pending, one reply each; kept with the state.

use strict;
use warnings;
use OpenClaw::Config;
use OpenClaw::Json qw(obj bool);
use OpenClaw::State qw(with_pairing append_line iso slurp state_dir log_event);

my @CODE_LETTERS = split //, 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';    # without 0 O 1 I
my $PENDING_LIMIT = 3;

sub random_text {
    my ($length) = @_;
    open my $handle, '<', '/dev/urandom' or die "/dev/urandom: $!\n";
    read($handle, my $bytes, $length);
    return join '', map { $CODE_LETTERS[ $_ % 32 ] } unpack 'C*', $bytes;
}

# The bot says TEXT to a chat; returns the message's id.
sub deliver {
    my ($chat, $text) = @_;
    my $file = state_dir() . '/state/outbox.jsonl';
    my $id = -e $file ? 1 + (() = slurp($file) =~ /\n/g) : 1;
    append_line('outbox.jsonl', obj(messageId => "$id", chatId => "$chat", at => iso(time), text => $text));
    log_event('info', 'telegram', "outbound send ok accountId=default chatId=$chat messageId=$id");
    return $id;
}

# A user writes to the bot. Returns what became of it: recorded, pairing-requested (with the code), pending or ignored.
sub receive {
    my ($sender, $name, $text) = @_;
    my ($config) = OpenClaw::Config::read_config();
    my $telegram = OpenClaw::Config::value_at($config // {}, 'channels.telegram') // {};
    my $policy = $telegram->{dmPolicy} // 'pairing';
    return obj(result => 'ignored') if $policy eq 'disabled';
    my ($result, $code) = with_pairing(sub {
        my ($state) = @_;
        my @known = (@{ $state->{allow} }, @{ $telegram->{allowFrom} // [] }, owners($config));
        return 'recorded' if $policy eq 'open' || grep { s/^telegram://r eq $sender } @known;
        return 'ignored' if $policy ne 'pairing';
        if (my ($pending) = grep { $_->{id} eq $sender } @{ $state->{requests} }) {
            $pending->{lastSeenAt} = time;
            return 'pending';
        }
        return 'ignored' if @{ $state->{requests} } >= $PENDING_LIMIT;
        my $made = random_text(8);
        my %ids = (id => $sender, requestId => random_text(16), code => $made, username => $name);
        push @{ $state->{requests} }, { %ids, createdAt => time, lastSeenAt => time };
        return ('pairing-requested', $made);
    });
    append_line('inbox.jsonl', obj(senderId => $sender, username => $name, at => iso(time), text => $text))
        if $result eq 'recorded';
    deliver($sender, challenge($sender, $code)) if $code;
    return obj(result => $result, senderId => $sender, $code ? (code => $code) : ());
}

sub challenge {
    my ($sender, $code) = @_;
    return "OpenClaw: access not configured.\n\nYour Telegram user id: $sender\n"
        . "Pairing code:\n\n<pre><code>$code\n</code></pre>\n"
        . "Ask the bot owner to approve with:\n\n<pre><code>openclaw pairing approve telegram $code\n</code></pre>";
}

sub owners { my ($config) = @_; return @{ OpenClaw::Config::value_at($config // {}, 'commands.ownerAllowFrom') // [] } }

sub pending { return with_pairing(sub { @{ $_[0]{requests} } }) }

# Takes the request that MATCHES out of the list, lets its sender in where APPROVE; nothing where none matches.
sub settle {
    my ($matches, $approve) = @_;
    return with_pairing(sub {
        my ($state) = @_;
        my ($found) = grep { $matches->($_) } @{ $state->{requests} } or return;
        $state->{requests} = [ grep { $_ != $found } @{ $state->{requests} } ];
        push @{ $state->{allow} }, $found->{id} if $approve && !grep { $_ eq $found->{id} } @{ $state->{allow} };
        return $found;
    });
}

# The command line's habit, not the RPC's: the first approval where no owner is set makes the sender the owner.
sub bootstrap_owner {
    my ($sender) = @_;
    my ($config, $issues) = OpenClaw::Config::read_config();
    return if @$issues || owners($config);
    OpenClaw::Config::set_value($config, 'commands.ownerAllowFrom', ["telegram:$sender"]);
    OpenClaw::Config::save($config);
    return 1;
}

sub welcome { return deliver($_[0], "\xe2\x9c\x85 OpenClaw access approved. Send a message to start chatting.") }

sub cli_request {
    my ($request) = @_;
    return obj(
        id => $request->{id}, code => $request->{code}, createdAt => iso($request->{createdAt}),
        lastSeenAt => iso($request->{lastSeenAt}),
        meta => obj(
            username => $request->{username}, firstName => ucfirst $request->{username}, accountId => 'default',
        ),
    );
}

sub rpc_request {
    my ($request) = @_;
    return obj(
        requestId => $request->{requestId}, channel => 'telegram', accountId => 'default', senderId => $request->{id},
        senderLabel => 'telegramUserId',
        metadata => obj(username => $request->{username}, firstName => ucfirst $request->{username}),
        createdAt => iso($request->{createdAt}), lastSeenAt => iso($request->{lastSeenAt}),
        expiresAt => iso($request->{createdAt} + 3600), notifySupported => \1,
    );
}

1;
