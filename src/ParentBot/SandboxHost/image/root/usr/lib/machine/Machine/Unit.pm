package Machine::Unit;

# One unit file with its drop-ins, read strictly: a directive that is not known here dies, for it would be ignored.

use strict;
use warnings;

my %KNOWN = (
    Unit => [qw(Description After Wants ConditionPathExists StartLimitBurst StartLimitIntervalSec)],
    Service => [
        qw(Type RemainAfterExit ExecStart User Environment WorkingDirectory Restart RestartSec RestartPreventExitStatus
          SuccessExitStatus TimeoutStartSec TimeoutStopSec KillMode OOMPolicy)
    ],
    Install => [qw(WantedBy)],
);
my %REPEATS = map { $_ => 1 } qw(After Wants ConditionPathExists Environment WantedBy);
my %CHOICES = (
    Type => { simple => 1, exec => 1, oneshot => 1 },
    Restart => { no => 1, always => 1, 'on-failure' => 1 },
    RemainAfterExit => { yes => 1, no => 1 },
    KillMode => { mixed => 1, 'control-group' => 1 },
);

sub find {
    my ($root, $name) = @_;
    for my $folder ("$root/etc/systemd/system", "$root/usr/lib/systemd/system") {
        return "$folder/$name" if -e "$folder/$name";
    }
    return;
}

sub load {
    my ($class, $root, $name) = @_;
    my $file = find($root, $name) or die "Unit $name not found.\n";
    my $self = bless { name => $name, file => $file, settings => {} }, $class;
    $self->read_file($_) for $file, sort glob("$root/etc/systemd/system/$name.d/*.conf");
    for my $key (keys %CHOICES) {
        my $value = $self->setting($key) // next;
        die "$name: $key=$value is not known here\n" unless $CHOICES{$key}{$value};
    }
    die "$name: ExecStart= is missing\n" unless $self->setting('ExecStart');
    return $self;
}

sub read_file {
    my ($self, $file) = @_;
    my $section = '';
    open my $handle, '<', $file or die "$file: $!\n";
    while (my $line = <$handle>) {
        $line =~ s/\s+\z//;
        next if $line eq '' || $line =~ /^[#;]/;
        if ($line =~ /^\[(\w+)\]$/) { $section = $1; next }
        my ($key, $value) = $line =~ /^(\w+)=(.*)$/ or die "$file:$.: no directive\n";
        die "$file:$.: $key= in [$section] is not known here\n" unless grep { $_ eq $key } @{ $KNOWN{$section} // [] };
        if   ($REPEATS{$key}) { push @{ $self->{settings}{$key} }, $value }
        else                  { $self->{settings}{$key} = $value }
    }
    close $handle;
}

sub setting { my ($self, $key, $default) = @_; return $self->{settings}{$key} // $default }

sub list { my ($self, $key) = @_; return map { split ' ' } @{ $self->{settings}{$key} // [] } }

sub has_exit_status {
    my ($self, $key, $status) = @_;
    return scalar grep { $_ eq $status } split ' ', $self->setting($key, '');
}

# The first condition that does not hold, or nothing.
sub unmet_condition {
    my ($self, $root) = @_;
    for my $condition ($self->list('ConditionPathExists')) {
        my ($not, $path) = $condition =~ /^(!?)(\/.*)$/ or die "$self->{name}: ConditionPathExists=$condition\n";
        return $condition if $not ? -e "$root$path" : !-e "$root$path";
    }
    return;
}

# The command with its program looked up in the machine first, then in the host.
sub command {
    my ($self, $root) = @_;
    my ($program, @rest) = split ' ', $self->setting('ExecStart');
    die "$self->{name}: ExecStart= takes an absolute path\n" unless $program =~ m{^/};
    return (-e "$root$program" ? "$root$program" : $program, @rest);
}

sub enabled_names {
    my ($root) = @_;
    return sort map { m{([^/]+)$} } glob "$root/etc/systemd/system/multi-user.target.wants/*.service";
}

1;
