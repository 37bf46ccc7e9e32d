"""How gunicorn runs in a container; sizes come from the environment."""
import os

bind = "0.0.0.0:8000"
chdir = "src"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
worker_tmp_dir = "/dev/shm"
control_socket_disable = True
accesslog = "-"
graceful_timeout = 25
