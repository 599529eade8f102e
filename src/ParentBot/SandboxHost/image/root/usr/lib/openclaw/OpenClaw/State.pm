package OpenClaw::State;

# Where things are, and files that several processes write.

use strict;
use warnings;
use Exporter qw(import);
use Fcntl qw(:flock);
use OpenClaw::Json qw(obj compact parse);
use POSIX qw(strftime);
our @EXPORT_OK = qw(
    state_dir config_path version newer broken iso append_line with_pairing slurp spew log_event log_file tilde
);

sub state_dir { return $ENV{OPENCLAW_STATE_DIR} // "$ENV{HOME}/.openclaw" }
sub config_path { return $ENV{OPENCLAW_CONFIG_PATH} // state_dir() . '/openclaw.json' }
sub tilde { my ($path) = @_; $path =~ s/^\Q$ENV{HOME}\E/~/; return $path }

my %image;

# A value of /etc/claw-image: VERSION, OPENCLAW_VERSION, BROKEN.
sub image {
    my ($key) = @_;
    %image = slurp("$ENV{ROOT}/etc/claw-image") =~ /^(\w+)=(.*)$/mg unless %image;
    return $image{$key} // die "$ENV{ROOT}/etc/claw-image: $key is missing\n";
}

my $version;    # of this process: what is installed beneath a running gateway is not what it runs

sub version { return $version //= installed() }

# What `openclaw update` left here; else the image's, or a newer one that the parent named: this stub is every version.
sub installed {
    my $updated = "$ENV{ROOT}/opt/openclaw/VERSION";
    return slurp($updated) =~ s/\s+\z//r if -e $updated;
    my $settings = "$ENV{ROOT}/etc/claw/claw.env";
    my ($told) = -e $settings ? slurp($settings) =~ /^CLAW_OPENCLAW=(\S+)$/m : ();
    return newer(image('OPENCLAW_VERSION'), $told // '0');
}

sub newer {
    my ($one, $other) = @_;
    my @left = split /\./, $one;
    my @right = split /\./, $other;
    for (0 .. 2) {
        my $order = ($left[$_] // 0) <=> ($right[$_] // 0);
        return $order > 0 ? $one : $other if $order;
    }
    return $one;
}

sub broken { return image('BROKEN') }

sub iso { my ($seconds) = @_; return strftime('%Y-%m-%dT%H:%M:%S.000Z', gmtime $seconds) }

sub slurp {
    my ($file) = @_;
    open my $handle, '<', $file or die "$file: $!\n";
    local $/;
    return scalar(<$handle>) // '';
}

# Whole, through a neighbour.
sub spew {
    my ($file, $text) = @_;
    open my $handle, '>', "$file.$$" or die "$file: $!\n";
    chmod 0600, $handle;
    print $handle $text;
    close $handle or die "$file: $!\n";
    rename "$file.$$", $file or die "$file: $!\n";
}

sub folder { my $folder = state_dir() . '/state'; mkdir state_dir(); mkdir $folder; return $folder }

sub append_line {
    my ($name, $value) = @_;
    open my $handle, '>>', folder() . "/$name" or die "$name: $!\n";
    flock $handle, LOCK_EX;
    print $handle compact($value), "\n";
    close $handle or die "$name: $!\n";
}

# Gives CHANGE the pairing state under a lock and stores what it left.
# requests: [{id, requestId, code, createdAt, lastSeenAt, username}], allow: [sender ids]; times in seconds.
sub with_pairing {
    my ($change) = @_;
    my $file = folder() . '/pairing.json';
    open my $lock, '>>', "$file.lock" or die "$file.lock: $!\n";
    flock $lock, LOCK_EX;
    my $before = -e $file ? slurp($file) : '{"requests":[],"allow":[]}';
    my $state = parse($before);
    my $now = time;
    $state->{requests} = [ grep { $_->{createdAt} + 3600 > $now } @{ $state->{requests} } ];
    my @answer = $change->($state);
    my $after = compact($state);
    spew($file, $after) if $after ne $before;
    return wantarray ? @answer : $answer[0];
}

our $echo = 0;    # true: log lines go to standard error too, where the unit's journal takes them

# One file a day for every gateway and command of the machine, as OpenClaw has it.
sub log_file { return "$ENV{ROOT}/tmp/openclaw/openclaw-" . strftime('%Y-%m-%d', gmtime) . '.log' }

sub log_event {
    my ($level, $subsystem, $message) = @_;
    mkdir "$ENV{ROOT}/tmp/openclaw";
    print STDERR "[$subsystem] ", ($level eq 'info' ? '' : "$level: "), "$message\n" if $echo;
    open my $handle, '>>', log_file() or return;
    print $handle compact(obj(time => iso(time), level => $level, subsystem => $subsystem, message => $message)), "\n";
    close $handle;
}

1;
