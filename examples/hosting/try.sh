#!/bin/sh
# Tries the files of this folder against an sshd of its own: ./try.sh [BINARY]. Touches nothing of the system, needs no root, listens on
# the loopback only, and takes everything away again. Exit code 0: all is as docs/hosting.md says; 1: something is not; 77: it could not be
# tried here, and why. BINARY is the program to try; target/release/seaworthy or target/debug/seaworthy when nothing is said.
set -u

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
skip() { echo "SKIP $1"; exit 77; }

binary=${1:-}
for candidate in "$root/target/release/seaworthy" "$root/target/debug/seaworthy"; do
    [ -n "$binary" ] || { [ -x "$candidate" ] && binary=$candidate; }
done
[ -n "$binary" ] && [ -x "$binary" ] || skip "there is no binary; build one, or name it: ./try.sh BINARY"
sshd=$(PATH=$PATH:/usr/sbin:/usr/local/sbin command -v sshd) || skip "there is no sshd; install the OpenSSH server"
for tool in ssh ssh-keygen awk sed; do
    command -v "$tool" >/dev/null || skip "there is no $tool"
done
me=$(id -un)
patience=
command -v timeout >/dev/null && patience="timeout -k 5 30"
if [ "$(id -u)" -eq 0 ] && [ ! -d /run/sshd ]; then
    skip "as root sshd wants the folder /run/sshd; make it, or run this as another user"
fi

room=$(mktemp -d) || skip "there is no room for temporary files"
trap 'stop' EXIT
trap 'exit 1' HUP INT TERM
stop() {
    [ -s "$room/sshd.pid" ] && kill "$(cat "$room/sshd.pid")" 2>/dev/null
    rm -rf "$room"
}

# The documented files, with places of this room in the place of the system's, and this user in the place of `class`.
port=$((20000 + $$ % 20000))
mkdir -m 0700 "$room/data"
sed "s|/usr/local/bin/seaworthy --kiosk|$binary --kiosk|; s|/srv/seaworthy/data|$room/data|" "$here/seaworthy-class" >"$room/seaworthy-class"
chmod 0755 "$room/seaworthy-class"
for person in ada bob nobody; do
    ssh-keygen -q -t ed25519 -N '' -f "$room/$person" || skip "ssh-keygen made no key"
done
for person in ada bob; do
    echo "restrict,pty,environment=\"SEAWORTHY_PERSON=$person\" $(awk '{ print $1, $2 }' "$room/$person.pub")"
done >"$room/keys"
cat "$room/nobody.pub" >>"$room/keys"
ssh-keygen -q -t ed25519 -N '' -f "$room/host"
{
    echo "ListenAddress 127.0.0.1"
    echo "Port $port"
    echo "HostKey $room/host"
    echo "PidFile $room/sshd.pid"
    echo "StrictModes no"
    echo "UsePAM no"
    echo "PermitRootLogin prohibit-password"
    echo "AcceptEnv LANG LC_* SEAWORTHY_* TZ"
    echo "Subsystem sftp internal-sftp"
    sed "s|Match User class|Match User $me|; s|/etc/ssh/seaworthy_keys|$room/keys|; s|/usr/local/bin/seaworthy-class|$room/seaworthy-class|" \
        "$here/seaworthy-class.conf"
} >"$room/sshd_config"
"$sshd" -t -f "$room/sshd_config" || skip "this sshd does not take the file: $("$sshd" -V 2>&1 | head -1)"
"$sshd" -f "$room/sshd_config" -E "$room/sshd.log" || skip "sshd does not start"

passed=0
failed=0
# person, then what ssh is to do
class() {
    person=$1
    shift
    # Nobody waits longer than this, whatever goes wrong.
    $patience ssh -F none -p "$port" -i "$room/$person" -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=no \
        -o UserKnownHostsFile="$room/known" -o LogLevel=ERROR "$@" 2>&1
}
at="$me@127.0.0.1"
is() { # what it is, what was said, what is wanted in it
    case $2 in
        *"$3"*) passed=$((passed + 1)); echo "ok      $1" ;;
        *) failed=$((failed + 1)); echo "NOT OK  $1"; printf '%s\n' "$2" | sed 's/^/        /' ;;
    esac
}
isnt() { # what it is, what was said, what must not be in it
    case $2 in
        *"$3"*) failed=$((failed + 1)); echo "NOT OK  $1"; printf '%s\n' "$2" | sed 's/^/        /' ;;
        *) passed=$((passed + 1)); echo "ok      $1" ;;
    esac
}

said=$(class ada "$at" list </dev/null) || true
case $said in
    *"0 of "*) ;;
    *) skip "no connection to an sshd of one's own: $said $(tail -1 "$room/sshd.log")" ;;
esac

is "a subcommand" "$said" "(works): 0 of "
is "the tutor, plain, and back out" "$(printf 'home\nquit\n' | class ada "$at")" "home> "
# Keys that come before the tutor has the terminal would go to nobody.
is "a whole screen on a terminal" "$( (sleep 2; printf '\032q'; sleep 1; printf '\003') | TERM=xterm class ada -tt "$at" learn explicit-base-tag)" "$(printf '\033[?1049l')"
is "an answer" "$(printf '1\nquit\n' | class bob "$at" quiz works --count 1 --seed 4 --plain)" "quiz> "
isnt "the answer is in the log of who gave it" "$(class bob "$at" progress export </dev/null | grep -c '"answered"')" 0
is "and in nobody else's" "$(class ada "$at" progress export </dev/null | grep -c '"answered"')" 0

said=$(printf '1\nquit\n' | class bob "$at" quiz works --count 1 --seed 4 --plain & printf '1\nquit\n' | class bob "$at" quiz works --count 1 --seed 4 --plain; wait)
is "one person twice" "$(class bob "$at" progress export </dev/null | grep -c '"answered"')" 3

is "a shell" "$(class ada "$at" sh </dev/null)" 'a kiosk has no `sh`'
is "a second command" "$(class ada "$at" 'list; id' </dev/null)" "a kiosk has no \`list;\`"
is "a command in a command" "$(class ada "$at" 'glossary $(id)' </dev/null)" 'no word `$(id)`'
is "scp" "$(class ada "$at" 'scp -f /etc/passwd' </dev/null)" 'a kiosk has no `scp`'
isnt "sftp" "$(echo 'ls /' | class ada -s "$at" sftp)" "etc"
is "a file" "$(class ada "$at" show /etc/passwd </dev/null)" "a kiosk opens no file"
is "a file of another person" "$(class ada "$at" "list --data-dir $room/data --profile bob" </dev/null)" 'is for whoever hosts this kiosk'
is "the check" "$(class ada "$at" check / </dev/null)" 'a kiosk has no `check`'
is "an escape sequence" "$(class ada "$at" "$(printf 'list \033[2J')" </dev/null)" "one short line of text"
is "a key without a name" "$(class nobody "$at" </dev/null)" "This key has no name here"

export SEAWORTHY_DATA_DIR="$room/elsewhere" SEAWORTHY_PERSON=bob SEAWORTHY_KIOSK='' TZ=":$room/keys"
is "variables of the client: whose progress" "$(class ada -o 'SendEnv=SEAWORTHY_*' "$at" progress export </dev/null | grep -c '"answered"')" 0
is "variables of the client: still a kiosk" "$(class ada -o 'SendEnv=SEAWORTHY_*' "$at" doctor </dev/null)" 'a kiosk has no `doctor`'
is "variables of the client: a file as time zone" "$(class ada -o 'SendEnv=TZ' "$at" list </dev/null)" "TZ names a file"
[ ! -e "$room/elsewhere" ] && made=none || made=some
is "variables of the client: folders" "$made" none
unset SEAWORTHY_DATA_DIR SEAWORTHY_PERSON SEAWORTHY_KIOSK TZ

is "forwarding to a port of the host" "$(class ada -W "127.0.0.1:$port" "$at" </dev/null)" "forwarding failed"
is "forwarding from a port of the host" "$(class ada -o ExitOnForwardFailure=yes -R "127.0.0.1:$((port + 1)):127.0.0.1:$port" "$at" list </dev/null)" "remote port forwarding failed"
is "a tunnel" "$(class ada -o ExitOnForwardFailure=yes -w 0:0 "$at" list </dev/null)" "failed"

echo "$passed as wanted, $failed not; $("$sshd" -V 2>&1 | grep -o 'OpenSSH[^,]*' | head -1)"
[ "$failed" -eq 0 ]
