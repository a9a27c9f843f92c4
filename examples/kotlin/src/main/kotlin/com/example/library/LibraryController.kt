package com.example.library

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import org.springframework.dao.DuplicateKeyException
import org.springframework.http.HttpStatus
import org.springframework.web.bind.annotation.ExceptionHandler
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.PostMapping
import org.springframework.web.bind.annotation.RequestBody
import org.springframework.web.bind.annotation.ResponseStatus
import org.springframework.web.bind.annotation.RestController

@RestController
class LibraryController(private val loans: Loans) {

    private val background = CoroutineScope(SupervisorJob() + Dispatchers.Default)

    @PostMapping("/loans")
    @ResponseStatus(HttpStatus.CREATED)
    suspend fun lend(@RequestBody loan: Loan): Loan {
        loans.add(loan)
        // Goes on after the response.
        background.launch {
            delay(20)
            loans.remember("${loan.reader} has ${loan.book}")
        }
        return loan
    }

    /** Lends several books at a time. */
    @PostMapping("/loans/several")
    suspend fun lendSeveral(@RequestBody wanted: List<Loan>): Int = coroutineScope {
        wanted.map { async { loans.add(it) } }.awaitAll().sum()
    }

    @GetMapping("/loans")
    suspend fun all(): List<Loan> = loans.all()

    @GetMapping("/history")
    suspend fun history(): List<String> = loans.history()

    @ExceptionHandler
    @ResponseStatus(HttpStatus.CONFLICT)
    fun alreadyLent(e: DuplicateKeyException) = "The book is lent."
}
