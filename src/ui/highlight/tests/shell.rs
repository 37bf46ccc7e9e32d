//! Samples of shell and console text: under each line the signs of its roles.

use super::check;

#[test]
fn commands_and_operators() {
    check(
        "bash",
        r##"docker ps -q | xargs -r docker stop
ffffff    -- o fffff --
cd src && make || exit 1; ls &
ff     oo ffff oo kkkk  o ff o
(cd src && make) > log 2>&1
off     oo ffffo o     oooo
. ./env.sh
k
curl -fsSL https://x.example/a#b -o /tmp/x
ffff -----                       --
"##,
    );
}

#[test]
fn keywords() {
    check(
        "bash",
        r##"if [ -f "$1" ] && ! grep -q foo bar.txt; then
kk o -- svvs o oo o ffff --            o kkkk
  export A=1
  kkkkkk vo
elif [[ "${1:-}" == "--push" ]]; then docker push "$tag"; fi
kkkk oo svvvvvvs    ssssssss ooo kkkk ffffff      svvvvso kk
for f in *.txt; do
kkk v kk      o kk
  echo if then
  ffff
done
kkkk
while true; do sleep 1; done
kkkkk ffffo kk fffff  o kkkk
case "$1" in
kkkk svvs
  start) run ;;
  fffffo     oo
esac
kkkk
greet() { echo "hi $1"; }
fffffoo o ffff ssssvvso o
"##,
    );
}

#[test]
fn quotes_and_expansions() {
    check(
        "bash",
        r##"tag="app:$(git rev-parse --short HEAD)" # trailing
vvvosssssvvvvvvvvvvvvvvvvvvvvvvvvvvvvvs ##########
echo "a \"b\" \$c ${d%.txt}-$e!" '$f' "$(dirname "$0")"
ffff sssssssssssssvvvvvvvvvsvvss ssss svvvvvvvvvvsvvsss
X=1 Y="$X" make a=b --c="d"
vo  vosvvs      vo  --- sss
echo "two
ffff ssss
lines $HOME"; ls
ssssssvvvvvso ff
awk '{ print $1 }
fff sssssssssssss
END { x }' file
ssssssssss
a=$((1 + 2)) b=$?
voooo     oo vovv
"##,
    );
}

#[test]
fn continued_lines() {
    check(
        "bash",
        r##"docker run --rm -it \
ffffff     ---- --- o
  -p 8080:8080 \
  --           o
  image && \
        oo o
  ls \
  ff o
  && pwd
  oo fff
# a remark \
############
ls
ff
"##,
    );
}

#[test]
fn heredocs() {
    check(
        "bash",
        r##"cat <<EOF | sort > out.txt
fff ooooo o ffff o
hello $USER don't

EOF
ooo
python3 - <<'PY'
fffffff   oooooo
import sys
kkkkkk
PY
oo
cat > app.yaml <<-END
fff o          oooooo
	a: 1
 Ko n
	END
 ooo
cat <<< "$x"
fff ooo svvs
ls
ff
"##,
    );
}

#[test]
fn console() {
    check(
        "console",
        r##"$ docker build -t tides . # now
$ ffffff       --         #####
[+] Building 31.4s (9/9) FINISHED
.................................
 => [internal] load "x
......................
$ docker run --rm \
$ ffffff     ---- o
>   -p 8000:8000 \
$   --           o
>   tides
$
# whoami
$ ffffff
root
....
> not a continuation
....................
$ cat <<EOF
$ fff ooooo
> hello
$
> EOF
$ ooo
hello
.....
$ for x in a; do
$ kkk v kk  o kk
> echo "$x"
$ ffff svvs
> done
$ kkkk
a
.
$ docker build \
$ ffffff       o
    -t x .
    --
done
....
$
.
"##,
    );
}
